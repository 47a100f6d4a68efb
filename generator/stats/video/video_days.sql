-- stat set: video_days
-- grain:    one row per subject and day
-- uses:     video/data_days, video/video_day_counts, video/video_totals
-- columns:  kind text, subject_id text, rank bigint, day date, load_count bigint, play_count bigint, watched_ms bigint,
--           engaged_ms bigint, possible_ms bigint
--
-- Every day of the data for every subject that video_totals has, days without an event with 0: the oldest first, but those of the
-- account the newest first, as the API lists them. watched_ms is null on days with plays of a subject that was watched for a
-- time that nobody knows.
select totals.kind, totals.subject_id,
  row_number() over (
    partition by totals.kind, totals.subject_id
    order by case when totals.kind = 'account' then -data_days.rank else data_days.rank end
  ) as rank,
  data_days.day, coalesce(counts.load_count, 0) as load_count, coalesce(counts.play_count, 0) as play_count,
  case when totals.timed_count > 0 or coalesce(counts.play_count, 0) = 0 then coalesce(counts.watched_ms, 0) end as watched_ms,
  coalesce(counts.engaged_ms, 0) as engaged_ms, coalesce(counts.possible_ms, 0) as possible_ms
from video_totals as totals
cross join data_days
left join video_day_counts as counts
  on counts.kind = totals.kind and counts.subject_id = totals.subject_id and counts.day = data_days.day
order by totals.kind, totals.subject_id, rank
