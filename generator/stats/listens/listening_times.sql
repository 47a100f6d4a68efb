-- stat set: listening_times
-- grain:    one row per period and subject
-- columns:  period_id int, subject_id int, user_name text, listen_count bigint, timed_count bigint, listening_ms bigint?
--
-- How long a subject listened: the sum of what is known, of timed_count listens; null when nothing is. The site has a row
-- in a period without a listen, too.
with heard as (
  select calendar.period_id, listens.user_id, count(*) as listen_count, count(listens.duration_ms) as timed_count,
    sum(listens.duration_ms)::bigint as listening_ms
  from listens
  join calendar on calendar.day = listens.listened_at::date and calendar.is_midnight = (listens.listened_at = listens.listened_at::date::timestamp)
  where calendar.is_inside
  group by calendar.period_id, listens.user_id
), summed as (
  select period_id, user_id as subject_id, listen_count, timed_count, listening_ms
  from heard
  union all
  select periods.period_id, 0 as subject_id, coalesce(sum(heard.listen_count), 0)::bigint as listen_count,
    coalesce(sum(heard.timed_count), 0)::bigint as timed_count, sum(heard.listening_ms)::bigint as listening_ms
  from periods
  left join heard using (period_id)
  group by periods.period_id
)
select summed.period_id, summed.subject_id, subjects.user_name, summed.listen_count, summed.timed_count, summed.listening_ms
from summed
join subjects using (subject_id)
order by summed.period_id, summed.subject_id
