-- stat set: daily_activity
-- grain:    one row per user, weekday and hour
-- params:   since, until
-- columns:  user_name, rank, day, weekday, hour, listen_count
--
-- All 168 hours of the week in UTC, Monday first, for every user with a listen in the range.
with heard as (
  select user_id, isodow(listened_at) as day, hour(listened_at) as hour, count(*) as listen_count
  from listens
  where listened_at >= $since and listened_at <= $until
  group by user_id, day, hour
), hours as (
  select place // 24 + 1 as day, place % 24 as hour, place + 1 as rank
  from range(168) as places(place)
), active as (
  select distinct user_id
  from heard
)
select users.user_name, hours.rank, hours.day,
  ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'][hours.day] as weekday,
  hours.hour, coalesce(heard.listen_count, 0) as listen_count
from active
cross join hours
join users using (user_id)
left join heard on heard.user_id = active.user_id and heard.day = hours.day and heard.hour = hours.hour
order by users.user_name, hours.rank
