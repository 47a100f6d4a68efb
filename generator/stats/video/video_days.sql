-- stat set: video_days
-- grain:    one row per day
-- uses:     video/data_days, video/media_day_counts, video/video_totals
-- columns:  rank bigint, day date, load_count bigint, play_count bigint, watched_ms bigint, engaged_ms bigint, possible_ms bigint
--
-- All medias together, every day of the data, the newest first, as the API lists an account's days. watched_ms is null
-- on days with plays where nothing was watched for a known time.
with counted as (
  select day, sum(load_count)::bigint as load_count, sum(play_count)::bigint as play_count,
    sum(watched_ms)::bigint as watched_ms, sum(engaged_ms)::bigint as engaged_ms, sum(possible_ms)::bigint as possible_ms
  from media_day_counts
  group by day
)
select row_number() over (order by data_days.day desc) as rank, data_days.day,
  coalesce(counted.load_count, 0) as load_count, coalesce(counted.play_count, 0) as play_count,
  if(video_totals.timed_count = 0 and counted.play_count > 0, null, coalesce(counted.watched_ms, 0)) as watched_ms,
  coalesce(counted.engaged_ms, 0) as engaged_ms, coalesce(counted.possible_ms, 0) as possible_ms
from data_days
cross join video_totals
left join counted using (day)
order by rank
