-- stat set: listening_activity
-- grain:    one row per user and bucket
-- params:   bucket_since, bucket_until, step, label, sparse
-- columns:  user_name, rank, time_range, from_ts, to_ts, listen_count
--
-- Consecutive buckets from bucket_since while they start before bucket_until; to_ts is a bucket's last second.
-- Every user with a listen in any bucket has every bucket, empty ones with 0; sparse leaves the empty ones out.
with buckets as (
  select unnest(range($bucket_since::timestamp, $bucket_until::timestamp, $step::interval)) as bucket
), heard as (
  select user_id, time_bucket($step::interval, listened_at, $bucket_since::timestamp) as bucket, count(*) as listen_count
  from listens
  where listened_at >= $bucket_since and listened_at <= $bucket_until
  group by user_id, bucket
), active as (
  select distinct user_id
  from heard semi join buckets using (bucket)
)
select users.user_name,
  row_number() over (partition by users.user_name order by buckets.bucket) as rank,
  strftime(buckets.bucket, $label) as time_range,
  epoch(buckets.bucket)::bigint as from_ts,
  epoch(buckets.bucket + $step::interval)::bigint - 1 as to_ts,
  coalesce(heard.listen_count, 0) as listen_count
from active
cross join buckets
join users using (user_id)
left join heard on heard.user_id = active.user_id and heard.bucket = buckets.bucket
where not $sparse or heard.listen_count > 0
order by users.user_name, rank
