-- stat set: listens_per_day
-- grain:    one row per period, user and day with a listen
-- columns:  period_id int, user_name text, day date, listen_count bigint
--
-- Days are UTC.
select calendar.period_id, users.user_name, calendar.day, count(*) as listen_count
from listens
join calendar on calendar.day = listens.listened_at::date and calendar.is_midnight = (listens.listened_at = listens.listened_at::date::timestamp)
join users using (user_id)
where calendar.is_inside
group by calendar.period_id, users.user_name, calendar.day
order by calendar.period_id, users.user_name, calendar.day
