-- stat set: artist_year_ranks
-- grain:    one row per subject, artist and year
-- uses:     listens/artist_month_counts
-- columns:  subject_id int, user_name text, year bigint, year_rank bigint, rank bigint, artist_name text, artist_mbid uuid?,
--           listen_count bigint, year_listen_count bigint
--
-- The artist of every year, and of the ten artists heard most over the whole history every year's rank. Ties as in top lists: by
-- name, then id, descending. year_listen_count is the year's, listen_count that of all years.
with yearly as (
  select subject_id, artist_id, year(month_day) as year, min(artist_name_id) as artist_name_id, min(artist_mbid) as artist_mbid,
    sum(listen_count)::bigint as listen_count
  from artist_month_counts
  group by subject_id, artist_id, year(month_day)
), placed as (
  select subject_id, artist_id, year, listen_count,
    row_number() over (
      partition by subject_id, year order by listen_count desc, artist_name_id desc, artist_mbid desc nulls last, artist_id
    ) as year_rank
  from yearly
), totals as (
  select subject_id, artist_id, min(artist_name_id) as artist_name_id, min(artist_mbid) as artist_mbid,
    sum(listen_count)::bigint as listen_count
  from yearly
  group by subject_id, artist_id
), ranked as (
  select subject_id, artist_id, artist_name_id, artist_mbid, listen_count,
    row_number() over (
      partition by subject_id order by listen_count desc, artist_name_id desc, artist_mbid desc nulls last, artist_id
    ) as rank
  from totals
)
select placed.subject_id, coalesce(users.user_name, '') as user_name, placed.year, placed.year_rank, ranked.rank,
  names.name as artist_name, ranked.artist_mbid, ranked.listen_count, placed.listen_count as year_listen_count
from placed
join ranked using (subject_id, artist_id)
join names on names.name_id = ranked.artist_name_id
left join users on users.user_id = placed.subject_id
where placed.year_rank = 1 or ranked.rank <= 10
order by placed.subject_id, placed.year, placed.year_rank
