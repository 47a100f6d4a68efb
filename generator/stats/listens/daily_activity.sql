-- stat set: daily_activity
-- grain:    one row per period, user, weekday and hour
-- columns:  period_id int, user_name text, rank bigint, day bigint, weekday text, hour bigint, listen_count bigint
--
-- All 168 hours of the week in UTC, Monday first, for every user with a listen in the period.
with heard as (
  select calendar.period_id, listens.user_id, isodow(listens.listened_at) as day, hour(listens.listened_at) as hour, count(*) as listen_count
  from listens
  join calendar on calendar.day = listens.listened_at::date and calendar.is_midnight = (listens.listened_at = listens.listened_at::date::timestamp)
  where calendar.is_inside
  group by calendar.period_id, listens.user_id, isodow(listens.listened_at), hour(listens.listened_at)
), hours as (
  select place // 24 + 1 as day, place % 24 as hour, place + 1 as rank
  from range(168) as places(place)
), active as (
  select distinct period_id, user_id
  from heard
)
select active.period_id, users.user_name, hours.rank, hours.day,
  ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'][hours.day] as weekday,
  hours.hour, coalesce(heard.listen_count, 0) as listen_count
from active
cross join hours
join users using (user_id)
left join heard on heard.period_id = active.period_id and heard.user_id = active.user_id and heard.day = hours.day and heard.hour = hours.hour
order by active.period_id, users.user_name, hours.rank
