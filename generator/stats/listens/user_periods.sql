-- stat set: user_periods
-- grain:    one row per user and calendar year or month with a listen
-- columns:  user_name text, period text, listen_count bigint, timed_count bigint, listening_ms bigint?
--
-- Over the whole history. A period is called like 2024 or 2024-05. listening_ms is that of the timed_count listens whose
-- length is known, null when none is.
with months as (
  select user_id, month_called(listened_at) as month, count(*) as listen_count, count(duration_ms) as timed_count,
    sum(duration_ms)::bigint as listening_ms
  from listens
  group by user_id, month
), periods as (
  select user_id, month as period, listen_count, timed_count, listening_ms
  from months
  union all
  select user_id, left(month, 4) as period, sum(listen_count)::bigint as listen_count, sum(timed_count)::bigint as timed_count,
    sum(listening_ms)::bigint as listening_ms
  from months
  group by user_id, left(month, 4)
)
select users.user_name, periods.period, periods.listen_count, periods.timed_count, periods.listening_ms
from periods
join users using (user_id)
order by users.user_name, periods.period
