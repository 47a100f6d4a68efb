-- stat set: data_days
-- grain:    one row per day
-- params:   as_of
-- columns:  rank bigint, day date
--
-- Every day of the data, from that of the first event of any video to that of as_of, so that every subject has the same.
with happened as (
  select min(happened_at) as first_at, max(happened_at) as last_at from video_loads
  union all
  select min(happened_at) as first_at, max(happened_at) as last_at from video_plays
  union all
  select min(happened_at) as first_at, max(happened_at) as last_at from video_watches
), bounds as (
  select cast(min(first_at) as date) as first_day, cast(greatest(max(last_at), cast($as_of as timestamp)) as date) as last_day
  from happened
)
select row_number() over (order by bins.day) as rank, bins.day
from bounds
join bins on bins.unit = 'day' and bins.day between bounds.first_day and bounds.last_day
order by rank
