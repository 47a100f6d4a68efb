-- stat set: year_days
-- grain:    one row per user and day
-- uses:     listens/listens_per_day
-- params:   since, until
-- columns:  user_name, rank, day, time_range, from_ts, to_ts, listen_count
--
-- Every day of the stretch for every user with a listen in it, empty days with 0; to_ts is a day's last second.
with days as (
  select unnest(range($since::timestamp, $until::timestamp, interval 1 day)) as starting
), active as (
  select distinct user_name
  from listens_per_day
)
select active.user_name, row_number() over (partition by active.user_name order by days.starting) as rank,
  days.starting::date as day, strftime(days.starting, '%d %B %Y') as time_range,
  epoch(days.starting)::bigint as from_ts, epoch(days.starting)::bigint + 86399 as to_ts,
  coalesce(listens_per_day.listen_count, 0) as listen_count
from active
cross join days
left join listens_per_day on listens_per_day.user_name = active.user_name and listens_per_day.day = days.starting::date
order by active.user_name, rank
