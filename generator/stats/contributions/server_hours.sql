-- stat set: server_hours
-- grain:    one row per hour of the day
-- columns:  rank bigint, hour bigint, run_count bigint, anonymous_run_count bigint, authenticated_run_count bigint
--
-- All 24 hours, of every project together; those without a task run have 0.
with counted as (
  select hour(finished_at) as hour, count(*) as run_count,
    count(case when account_id is null and not is_external then 1 end) as anonymous_run_count,
    count(account_id) as authenticated_run_count
  from task_runs
  group by hour(finished_at)
)
select places.place + 1 as rank, places.place as hour,
  coalesce(counted.run_count, 0) as run_count, coalesce(counted.anonymous_run_count, 0) as anonymous_run_count,
  coalesce(counted.authenticated_run_count, 0) as authenticated_run_count
from range(24) as places(place)
left join counted on counted.hour = places.place
order by rank
