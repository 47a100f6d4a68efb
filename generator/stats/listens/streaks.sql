-- stat set: streaks
-- grain:    one row per period, subject, kind and rank
-- uses:     listens/listens_per_day
-- columns:  period_id int, subject_id int, user_name text, kind text, rank bigint, first_day date, last_day date, day_count bigint,
--           is_last boolean
--
-- The ten longest streaks of days with a listen, and gaps of days without between two such days, within the period; of equal
-- ones the earliest first. is_last says of a streak that it ends with the last day of all; that one is told whatever its rank.
with days as (
  select heard.period_id, heard.subject_id, heard.user_name, heard.day,
    row_number() over (partition by heard.period_id, heard.subject_id order by heard.day) as place,
    lead(heard.day) over (partition by heard.period_id, heard.subject_id order by heard.day) as following
  from listens_per_day as heard
  join periods using (period_id)
  where periods.has_records
), found as (
  select period_id, subject_id, user_name, 'streak' as kind, min(day) as first_day, max(day) as last_day, count(*) as day_count,
    bool_or(following is null) as is_last
  from days
  group by period_id, subject_id, user_name, day - place::integer
  union all
  select period_id, subject_id, user_name, 'gap' as kind, day + 1 as first_day, following - 1 as last_day,
    days_from(day, following)::bigint - 1 as day_count, false as is_last
  from days
  where following > day + 1
), ranked as (
  select period_id, subject_id, user_name, kind,
    row_number() over (partition by period_id, subject_id, kind order by day_count desc, first_day) as rank,
    first_day, last_day, day_count, is_last
  from found
)
select period_id, subject_id, user_name, kind, rank, first_day, last_day, day_count, is_last
from ranked
where rank <= 10 or is_last
order by period_id, subject_id, kind, rank
