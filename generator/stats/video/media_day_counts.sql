-- stat set: media_day_counts
-- grain:    one row per media and day with an event
-- columns:  media_number int, day date, load_count bigint, play_count bigint, watched_ms bigint, measured_count bigint,
--           engaged_ms bigint, possible_ms bigint
--
-- Of a media of known length that was watched for a known time engaged_ms is what was watched, measured_count are the plays
-- and possible_ms is what they could have taken; of another all are 0.
with happened as (
  select media_number, happened_at::date as day, 1 as load_count, 0 as play_count, 0 as watched_ms from video_loads
  union all
  select media_number, happened_at::date as day, 0 as load_count, 1 as play_count, 0 as watched_ms from video_plays
  union all
  select media_number, happened_at::date as day, 0 as load_count, 0 as play_count, coalesce(watched_ms, 0) as watched_ms
  from video_watches
), timed as (
  select media_number
  from video_watches
  group by media_number
  having count(watched_ms) > 0
), lengths as (
  select medias.media_number, medias.media_ms
  from medias
  semi join timed using (media_number)
), counted as (
  select media_number, day, sum(load_count)::bigint as load_count, sum(play_count)::bigint as play_count,
    sum(watched_ms)::bigint as watched_ms
  from happened
  group by media_number, day
)
select counted.media_number, counted.day, counted.load_count, counted.play_count, counted.watched_ms,
  if(lengths.media_ms is null, 0, counted.play_count) as measured_count,
  if(lengths.media_ms is null, 0, counted.watched_ms) as engaged_ms,
  counted.play_count * coalesce(lengths.media_ms, 0) as possible_ms
from counted
left join lengths using (media_number)
