-- stat set: video_days
-- grain:    one row per day
-- uses:     video/data_days, video/media_day_counts
-- columns:  rank, day, load_count, play_count, watched_ms
--
-- All medias together, every day of the data, the newest first, as the API lists an account's days.
with counted as (
  select day, sum(load_count)::bigint as load_count, sum(play_count)::bigint as play_count,
    sum(watched_ms)::bigint as watched_ms
  from media_day_counts
  group by day
)
select row_number() over (order by data_days.day desc) as rank, data_days.day,
  coalesce(counted.load_count, 0) as load_count, coalesce(counted.play_count, 0) as play_count,
  coalesce(counted.watched_ms, 0) as watched_ms
from data_days
left join counted using (day)
order by rank
