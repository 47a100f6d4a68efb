-- stat set: video_day_counts
-- grain:    one row per subject and day with an event
-- uses:     video/video_subjects
-- columns:  kind text, subject_id text, day date, load_count bigint, play_count bigint, watched_ms bigint,
--           measured_count bigint, engaged_ms bigint, possible_ms bigint
--
-- Of a media of known length that was watched for a known time engaged_ms is what was watched, measured_count are the plays
-- and possible_ms is what they could have taken; of another all are 0.
with happened as (
  select media_number, cast(happened_at as date) as day, 1 as load_count, 0 as play_count, 0 as watched_ms from video_loads
  union all
  select media_number, cast(happened_at as date) as day, 0 as load_count, 1 as play_count, 0 as watched_ms from video_plays
  union all
  select media_number, cast(happened_at as date) as day, 0 as load_count, 0 as play_count, coalesce(watched_ms, 0) as watched_ms
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
  select media_number, day, cast(sum(load_count) as bigint) as load_count, cast(sum(play_count) as bigint) as play_count,
    cast(sum(watched_ms) as bigint) as watched_ms
  from happened
  group by media_number, day
), measured as (
  select counted.media_number, counted.day, counted.load_count, counted.play_count, counted.watched_ms,
    case when lengths.media_ms is null then 0 else counted.play_count end as measured_count,
    case when lengths.media_ms is null then 0 else counted.watched_ms end as engaged_ms,
    counted.play_count * coalesce(lengths.media_ms, 0) as possible_ms
  from counted
  left join lengths using (media_number)
)
select subjects.kind, subjects.subject_id, measured.day, cast(sum(measured.load_count) as bigint) as load_count,
  cast(sum(measured.play_count) as bigint) as play_count, cast(sum(measured.watched_ms) as bigint) as watched_ms,
  cast(sum(measured.measured_count) as bigint) as measured_count, cast(sum(measured.engaged_ms) as bigint) as engaged_ms,
  cast(sum(measured.possible_ms) as bigint) as possible_ms
from video_subjects as subjects
join measured using (media_number)
group by subjects.kind, subjects.subject_id, measured.day
