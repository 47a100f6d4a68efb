-- stat set: track_counts
-- grain:    one row per user and track
-- params:   since, until
-- columns:  user_id, track_id, listen_count
--
-- The ground of every leaderboard. Both ends of the range count.
select user_id, track_id, count(*) as listen_count
from listens
where listened_at >= $since and listened_at <= $until
group by user_id, track_id
