-- stat set: video_weeks
-- grain:    one row per subject and week with a play
-- uses:     video/video_day_counts
-- columns:  kind text, subject_id text, week_day date, play_count bigint
--
-- A week begins on Monday and is told by that day.
select kind, subject_id, date_trunc('week', day)::date as week_day, cast(sum(play_count) as bigint) as play_count
from video_day_counts
where play_count > 0
group by kind, subject_id, date_trunc('week', day)::date
order by kind, subject_id, week_day
