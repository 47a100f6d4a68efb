-- stat set: sitewide_listening_times
-- grain:    one row per period
-- uses:     listens/listening_times
-- columns:  period_id int, listen_count bigint, timed_count bigint, listening_ms bigint
with summed as (
  select period_id, sum(listen_count)::bigint as listen_count, sum(timed_count)::bigint as timed_count,
    sum(listening_ms)::bigint as listening_ms
  from listening_times
  group by period_id
)
select periods.period_id, coalesce(summed.listen_count, 0) as listen_count, coalesce(summed.timed_count, 0) as timed_count,
  summed.listening_ms
from periods
left join summed using (period_id)
order by periods.period_id
