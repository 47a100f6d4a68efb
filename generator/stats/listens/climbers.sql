-- stat set: climbers
-- grain:    one row per period, subject, direction and place
-- uses:     listens/artist_month_counts
-- params:   at_least
-- columns:  period_id int, subject_id int, user_name text, direction text, place bigint, artist_name text, artist_mbid uuid?,
--           rank bigint?, rank_before bigint?, listen_count bigint, before_count bigint
--
-- How artists stand in a calendar year or month against the one before: ten that climbed and ten that fell most ranks (up,
-- down), were not heard before (in), or not any more (out), each among the first fifty of one of the two lists. Ranks are
-- those of the top lists. Of equal ones the better rank first. None where entries may not be about one listener.
with months as (
  select distinct calendar.period_id, periods.kind, date_trunc('month', calendar.day)::date as month_day
  from calendar
  join periods using (period_id)
  where calendar.is_inside and periods.kind in ('year', 'month') and periods.has_pages and $at_least = 1
), steps as (
  select period_id, month_day, false as is_before
  from months
  union all
  select period_id, if(kind = 'year', month_day - interval 12 month, month_day - interval 1 month)::date as month_day, true as is_before
  from months
), counted as (
  select steps.period_id, counts.subject_id, counts.artist_id, steps.is_before, min(counts.artist_name_id) as artist_name_id,
    min(counts.artist_mbid) as artist_mbid, sum(counts.listen_count)::bigint as listen_count
  from artist_month_counts as counts
  join steps using (month_day)
  group by steps.period_id, counts.subject_id, counts.artist_id, steps.is_before
), ranked as (
  select period_id, subject_id, artist_id, is_before, artist_name_id, artist_mbid, listen_count,
    row_number() over (
      partition by period_id, subject_id, is_before
      order by listen_count desc, artist_name_id desc, artist_mbid desc nulls last, artist_id
    ) as rank
  from counted
), compared as (
  select period_id, subject_id, artist_id, min(artist_name_id) as artist_name_id, min(artist_mbid) as artist_mbid,
    min(rank) filter (where not is_before) as rank, min(rank) filter (where is_before) as rank_before,
    coalesce(sum(listen_count) filter (where not is_before), 0)::bigint as listen_count,
    coalesce(sum(listen_count) filter (where is_before), 0)::bigint as before_count
  from ranked
  group by period_id, subject_id, artist_id
), directed as (
  select period_id, subject_id, artist_id, artist_name_id, artist_mbid, rank, rank_before, listen_count, before_count,
    case
      when rank is null then 'out'
      when rank_before is null then 'in'
      when rank < rank_before then 'up'
      else 'down'
    end as direction
  from compared
  where rank is distinct from rank_before and least(coalesce(rank, rank_before), coalesce(rank_before, rank)) <= 50
), placed as (
  select period_id, subject_id, direction, artist_name_id, artist_mbid, rank, rank_before, listen_count, before_count,
    row_number() over (
      partition by period_id, subject_id, direction
      order by greatest(coalesce(rank - rank_before, 0), coalesce(rank_before - rank, 0)) desc, coalesce(rank, rank_before), artist_id
    ) as place
  from directed
)
select placed.period_id, placed.subject_id, subjects.user_name, placed.direction, placed.place, names.name as artist_name,
  placed.artist_mbid, placed.rank, placed.rank_before, placed.listen_count, placed.before_count
from placed
join subjects using (subject_id)
join names on names.name_id = placed.artist_name_id
where placed.place <= 10
order by placed.period_id, placed.subject_id, placed.direction, placed.place
