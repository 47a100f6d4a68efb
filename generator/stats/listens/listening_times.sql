-- stat set: listening_times
-- grain:    one row per period and user
-- columns:  period_id int, user_name text, listen_count bigint, timed_count bigint, listening_ms bigint
--
-- How long a user listened: the sum of what is known, of timed_count listens; null when nothing is.
select calendar.period_id, users.user_name, count(*) as listen_count, count(listens.duration_ms) as timed_count, sum(listens.duration_ms)::bigint as listening_ms
from listens
join calendar on calendar.day = listens.listened_at::date and calendar.is_midnight = (listens.listened_at = listens.listened_at::date::timestamp)
join users using (user_id)
where calendar.is_inside
group by calendar.period_id, users.user_name
order by calendar.period_id, users.user_name
