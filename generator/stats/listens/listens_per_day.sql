-- stat set: listens_per_day
-- grain:    one row per period, subject and day with a listen
-- columns:  period_id int, subject_id int, user_name text, day date, listen_count bigint
--
-- Days are UTC.
with heard as (
  select calendar.period_id, listens.user_id, calendar.day, count(*) as listen_count
  from listens
  join calendar on calendar.day = listens.listened_at::date and calendar.is_midnight = (listens.listened_at = listens.listened_at::date::timestamp)
  where calendar.is_inside
  group by calendar.period_id, listens.user_id, calendar.day
), counted as (
  select period_id, user_id as subject_id, day, listen_count
  from heard
  union all
  select period_id, 0 as subject_id, day, sum(listen_count)::bigint as listen_count
  from heard
  group by period_id, day
)
select counted.period_id, counted.subject_id, subjects.user_name, counted.day, counted.listen_count
from counted
join subjects using (subject_id)
order by counted.period_id, counted.subject_id, counted.day
