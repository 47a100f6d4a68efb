-- stat set: active_users
-- grain:    one row per period and user with a listen
-- columns:  period_id int, user_name text, listen_count bigint
--
-- Who has anything in a range, before any leaderboard is asked.
select calendar.period_id, users.user_name, count(*) as listen_count
from listens
join calendar on calendar.day = listens.listened_at::date and calendar.is_midnight = (listens.listened_at = listens.listened_at::date::timestamp)
join users using (user_id)
where calendar.is_inside
group by calendar.period_id, users.user_name
order by calendar.period_id, users.user_name
