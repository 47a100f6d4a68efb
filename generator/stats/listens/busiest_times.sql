-- stat set: busiest_times
-- grain:    one row per period, subject, unit and rank
-- uses:     listens/listens_per_day
-- params:   week_shift
-- columns:  period_id int, subject_id int, user_name text, unit text, rank bigint, first_day date, listen_count bigint, total bigint
--
-- The five days, weeks, months and years with most listens of the period; of equal ones the earliest first. A time is told by
-- its first day, a year by the first one with a listen. total counts all with a listen. $week_shift is 1 where weeks begin on
-- Sunday.
with heard as (
  select counted.period_id, counted.subject_id, counted.user_name, counted.day, counted.listen_count,
    date_trunc('week', counted.day + $week_shift::integer)::date - $week_shift::integer as week_day,
    date_trunc('month', counted.day)::date as month_day
  from listens_per_day as counted
  join periods using (period_id)
  where periods.has_records
), counted as (
  select period_id, subject_id, user_name, 'day' as unit, day as first_day, listen_count
  from heard
  union all
  select period_id, subject_id, user_name, 'week' as unit, week_day as first_day, sum(listen_count)::bigint as listen_count
  from heard
  group by period_id, subject_id, user_name, week_day
  union all
  select period_id, subject_id, user_name, 'month' as unit, month_day as first_day, sum(listen_count)::bigint as listen_count
  from heard
  group by period_id, subject_id, user_name, month_day
  union all
  select period_id, subject_id, user_name, 'year' as unit, min(day) as first_day, sum(listen_count)::bigint as listen_count
  from heard
  group by period_id, subject_id, user_name, year(day)
), ranked as (
  select period_id, subject_id, user_name, unit,
    row_number() over (partition by period_id, subject_id, unit order by listen_count desc, first_day) as rank,
    first_day, listen_count, count(*) over (partition by period_id, subject_id, unit) as total
  from counted
)
select period_id, subject_id, user_name, unit, rank, first_day, listen_count, total
from ranked
where rank <= 5
order by period_id, subject_id, unit, rank
