-- stat set: track_counts
-- grain:    one row per user and track
-- params:   since, until
-- columns:  user_id, track_id, listen_count, listening_ms
--
-- The ground of every leaderboard. Both ends of the range count. listening_ms sums what is known, null when nothing is.
select user_id, track_id, count(*) as listen_count, sum(duration_ms)::bigint as listening_ms
from listens
where listened_at >= $since and listened_at <= $until
group by user_id, track_id
