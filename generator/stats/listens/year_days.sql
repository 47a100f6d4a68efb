-- stat set: year_days
-- grain:    one row per period, user and day
-- uses:     listens/listens_per_day
-- columns:  period_id int, user_name text, rank bigint, day date, time_range text, from_ts bigint, to_ts bigint,
--           listen_count bigint
--
-- Every day of the year for every user with a listen in it, empty days with 0; to_ts is a day's last second.
with days as (
  select distinct calendar.period_id, calendar.day::timestamp as starting
  from calendar
  join periods using (period_id)
  where periods.kind = 'year' and calendar.is_inside
), active as (
  select distinct period_id, user_name
  from listens_per_day
)
select active.period_id, active.user_name, row_number() over (partition by active.period_id, active.user_name order by days.starting) as rank,
  days.starting::date as day, strftime(days.starting, '%d %B %Y') as time_range,
  epoch(days.starting)::bigint as from_ts, epoch(days.starting)::bigint + 86399 as to_ts,
  coalesce(listens_per_day.listen_count, 0) as listen_count
from active
join days on days.period_id = active.period_id
left join listens_per_day on listens_per_day.period_id = active.period_id and listens_per_day.user_name = active.user_name and listens_per_day.day = days.starting::date
order by active.period_id, active.user_name, rank
