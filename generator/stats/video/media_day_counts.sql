-- stat set: media_day_counts
-- grain:    one row per media and day with an event
-- columns:  media_number, day, load_count, play_count, watched_ms
with happened as (
  select media_number, happened_at::date as day, 1 as load_count, 0 as play_count, 0 as watched_ms from video_loads
  union all
  select media_number, happened_at::date as day, 0 as load_count, 1 as play_count, 0 as watched_ms from video_plays
  union all
  select media_number, happened_at::date as day, 0 as load_count, 0 as play_count, coalesce(watched_ms, 0) as watched_ms
  from video_watches
)
select media_number, day, sum(load_count)::bigint as load_count, sum(play_count)::bigint as play_count,
  sum(watched_ms)::bigint as watched_ms
from happened
group by media_number, day
