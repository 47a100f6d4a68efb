-- stat set: media_days
-- grain:    one row per media and day
-- uses:     video/data_days, video/media_day_counts, video/media_totals
-- columns:  media_id text, rank bigint, day date, load_count bigint, play_count bigint, watched_ms bigint, engaged_ms bigint,
--           possible_ms bigint
--
-- Every day of the data for every media that media_totals has, the oldest first, days without an event with 0.
-- watched_ms is null on days with plays of a media that was watched for a time that nobody knows.
select media_totals.media_id, row_number() over (partition by media_totals.media_id order by data_days.day) as rank,
  data_days.day, coalesce(media_day_counts.load_count, 0) as load_count,
  coalesce(media_day_counts.play_count, 0) as play_count,
  if(media_totals.timed_count = 0 and media_day_counts.play_count > 0, null, coalesce(media_day_counts.watched_ms, 0)) as watched_ms,
  coalesce(media_day_counts.engaged_ms, 0) as engaged_ms, coalesce(media_day_counts.possible_ms, 0) as possible_ms
from media_totals
join medias using (media_id)
cross join data_days
left join media_day_counts
  on media_day_counts.media_number = medias.media_number and media_day_counts.day = data_days.day
order by media_totals.media_id, rank
