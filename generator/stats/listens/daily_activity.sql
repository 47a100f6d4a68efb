-- stat set: daily_activity
-- grain:    one row per period, subject, weekday and hour
-- columns:  period_id int, subject_id int, user_name text, rank bigint, day smallint, weekday text, hour int, listen_count bigint
--
-- The 168 hours of the week in UTC, Monday first: those with a listen. day is the weekday's number, 1 is Monday.
with heard as (
  select calendar.period_id, listens.user_id, calendar.weekday as day, hour(listens.listened_at)::integer as hour, count(*) as listen_count
  from listens
  join calendar on calendar.day = listens.listened_at::date and calendar.is_midnight = (listens.listened_at = listens.listened_at::date::timestamp)
  where calendar.is_inside
  group by calendar.period_id, listens.user_id, calendar.weekday, hour(listens.listened_at)
), counted as (
  select period_id, user_id as subject_id, day, hour, listen_count
  from heard
  union all
  select period_id, 0 as subject_id, day, hour, sum(listen_count)::bigint as listen_count
  from heard
  group by period_id, day, hour
)
select counted.period_id, counted.subject_id, subjects.user_name, hours.rank, hours.day, hours.weekday, hours.hour, counted.listen_count
from counted
join subjects using (subject_id)
join hours on hours.day = counted.day and hours.hour = counted.hour
order by counted.period_id, counted.subject_id, hours.rank
