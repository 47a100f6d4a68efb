-- stat set: data_days
-- grain:    one row per day
-- params:   as_of
-- columns:  day date
--
-- Every day of the data, from that of the first event of any video to that of as_of, so that every subject has the same.
with happened as (
  select min(happened_at) as first_at, max(happened_at) as last_at from video_loads
  union all
  select min(happened_at) as first_at, max(happened_at) as last_at from video_plays
  union all
  select min(happened_at) as first_at, max(happened_at) as last_at from video_watches
), bounds as (
  select min(first_at)::date as first_day, greatest(max(last_at), $as_of::timestamp)::date as last_day
  from happened
  having min(first_at) is not null
)
select unnest(range(first_day, last_day + interval 1 day, interval 1 day))::date as day
from bounds
order by day
