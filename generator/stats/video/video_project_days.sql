-- stat set: video_project_days
-- grain:    one row per project and day
-- uses:     video/data_days, video/media_day_counts, video/video_project_totals
-- columns:  project_id text, rank bigint, day date, load_count bigint, play_count bigint, watched_ms bigint, engaged_ms bigint,
--           possible_ms bigint
--
-- Every day of the data for every project that video_project_totals has, the oldest first, days without an event
-- with 0. watched_ms is null on days with plays of a project that was watched for a time that nobody knows.
with counted as (
  select medias.project_id, media_day_counts.day, sum(media_day_counts.load_count)::bigint as load_count,
    sum(media_day_counts.play_count)::bigint as play_count, sum(media_day_counts.watched_ms)::bigint as watched_ms,
    sum(media_day_counts.engaged_ms)::bigint as engaged_ms, sum(media_day_counts.possible_ms)::bigint as possible_ms
  from media_day_counts
  join medias using (media_number)
  group by medias.project_id, media_day_counts.day
)
select video_project_totals.project_id,
  row_number() over (partition by video_project_totals.project_id order by data_days.day) as rank,
  data_days.day, coalesce(counted.load_count, 0) as load_count, coalesce(counted.play_count, 0) as play_count,
  if(video_project_totals.timed_count = 0 and counted.play_count > 0, null, coalesce(counted.watched_ms, 0)) as watched_ms,
  coalesce(counted.engaged_ms, 0) as engaged_ms, coalesce(counted.possible_ms, 0) as possible_ms
from video_project_totals
cross join data_days
left join counted on counted.project_id = video_project_totals.project_id and counted.day = data_days.day
order by video_project_totals.project_id, rank
