-- stat set: month_track_counts
-- grain:    one row per user, month of the year and track
-- params:   since, until
-- columns:  user_id, month, track_id, listen_count
--
-- The ground of what was heard most in each month of a year. Asked of stretches that are a year at most.
select user_id, month(listened_at) as month, track_id, count(*) as listen_count
from listens
where listened_at >= $since and listened_at <= $until
group by user_id, month, track_id
