-- stat set: listening_activity
-- grain:    one row per period, subject and bucket
-- columns:  period_id int, subject_id int, user_name text, rank bigint, time_range text, from_ts bigint, to_ts bigint,
--           listen_count bigint
--
-- The buckets of a period, one after the other; to_ts is a bucket's last second. Every subject with a listen in any bucket has
-- every bucket, empty ones with 0; a sparse period leaves the empty ones out.
with heard as (
  select calendar.period_id, listens.user_id, calendar.bucket, count(*) as listen_count
  from listens
  join calendar on calendar.day = listens.listened_at::date and calendar.is_midnight = (listens.listened_at = listens.listened_at::date::timestamp)
  where calendar.bucket is not null
  group by calendar.period_id, listens.user_id, calendar.bucket
), counted as (
  select period_id, user_id as subject_id, bucket, listen_count
  from heard
  union all
  select period_id, 0 as subject_id, bucket, sum(listen_count)::bigint as listen_count
  from heard
  group by period_id, bucket
), active as (
  select distinct period_id, subject_id
  from counted
), filled as (
  select active.period_id, active.subject_id, buckets.bucket, buckets.time_range, buckets.from_ts, buckets.to_ts,
    coalesce(counted.listen_count, 0) as listen_count
  from active
  join periods using (period_id)
  join buckets on buckets.period_id = active.period_id
  left join counted
    on counted.period_id = active.period_id and counted.subject_id = active.subject_id and counted.bucket = buckets.bucket
  where not periods.is_sparse or counted.listen_count > 0
)
select filled.period_id, filled.subject_id, subjects.user_name,
  row_number() over (partition by filled.period_id, filled.subject_id order by filled.bucket) as rank,
  filled.time_range, filled.from_ts, filled.to_ts, filled.listen_count
from filled
join subjects using (subject_id)
order by filled.period_id, filled.subject_id, rank
