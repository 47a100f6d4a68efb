-- stat set: track_counts
-- grain:    one row per period, user and track
-- columns:  period_id int, user_id int, track_id int, listen_count bigint, listening_ms bigint?
--
-- The ground of every leaderboard. Both ends of the range count. listening_ms sums what is known, null when nothing is.
select calendar.period_id, listens.user_id, listens.track_id, count(*) as listen_count, sum(listens.duration_ms)::bigint as listening_ms
from listens
join calendar on calendar.day = listens.listened_at::date and calendar.is_midnight = (listens.listened_at = listens.listened_at::date::timestamp)
where calendar.is_inside
group by calendar.period_id, listens.user_id, listens.track_id
