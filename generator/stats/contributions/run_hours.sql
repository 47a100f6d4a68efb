-- stat set: run_hours
-- grain:    one row per subject and hour of the day
-- uses:     contributions/project_totals, contributions/counted_projects
-- columns:  subject_id bigint, rank bigint, hour bigint, run_count bigint, anonymous_run_count bigint,
--           authenticated_run_count bigint
--
-- All 24 hours of the server, which is subject 0, and of every project; those without a task run have 0.
with counted as (
  select project_id, hour(finished_at) as hour, count(*) as run_count,
    count(case when account_id is null and not is_external then 1 end) as anonymous_run_count,
    count(account_id) as authenticated_run_count
  from task_runs
  group by project_id, hour(finished_at)
), summed as (
  select counted_projects.subject_id, counted.hour, cast(sum(counted.run_count) as bigint) as run_count,
    cast(sum(counted.anonymous_run_count) as bigint) as anonymous_run_count,
    cast(sum(counted.authenticated_run_count) as bigint) as authenticated_run_count
  from counted
  join counted_projects using (project_id)
  group by counted_projects.subject_id, counted.hour
), shown as (
  select 0 as subject_id
  union all
  select subject_id
  from project_totals
)
select shown.subject_id, places.place + 1 as rank, places.place as hour, coalesce(summed.run_count, 0) as run_count,
  coalesce(summed.anonymous_run_count, 0) as anonymous_run_count,
  coalesce(summed.authenticated_run_count, 0) as authenticated_run_count
from shown
cross join range(24) as places(place)
left join summed on summed.subject_id = shown.subject_id and summed.hour = places.place
order by shown.subject_id, rank
