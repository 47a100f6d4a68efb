-- stat set: project_run_counts
-- grain:    one row per project with a task run
-- uses:     contributions/volunteer_counts
-- params:   last_day_since, last_day_until
-- columns:  project_id bigint, run_count bigint, anonymous_run_count bigint, authenticated_run_count bigint,
--           unseen_run_count bigint, anonymous_count bigint?, authenticated_count bigint, volunteer_count bigint,
--           last_day_run_count bigint, last_day_volunteer_count bigint, elapsed_count bigint, elapsed_us bigint?
--
-- Unseen are anonymous runs whose volunteers nothing tells apart: they are one volunteer at least, and anonymous_count
-- is null where all of them are such. Runs that are neither anonymous nor authenticated are nobody's. The last day are the runs
-- after last_day_since and up to last_day_until. elapsed_us is the sum over the elapsed_count runs of which it is known.
with runs as (
  select project_id, count(*) as run_count, count(account_id) as authenticated_run_count,
    count(case when account_id is null and not is_external then 1 end) as anonymous_run_count,
    count(case when finished_at > $last_day_since and finished_at <= $last_day_until then 1 end) as last_day_run_count,
    count(elapsed_us) as elapsed_count, cast(sum(elapsed_us) as bigint) as elapsed_us
  from task_runs
  group by project_id
), volunteers as (
  select project_id,
    coalesce(cast(sum(case when account_id is null and visitor is null then run_count end) as bigint), 0) as unseen_run_count,
    case when count(visitor) > 0 or count(account_id) = count(*) then count(visitor) end as anonymous_count,
    count(account_id) as authenticated_count,
    count(*) as volunteer_count,
    count(case when last_day_run_count > 0 then 1 end) as last_day_volunteer_count
  from volunteer_counts
  group by project_id
)
select runs.project_id, runs.run_count, runs.anonymous_run_count, runs.authenticated_run_count,
  coalesce(volunteers.unseen_run_count, 0) as unseen_run_count,
  case when volunteers.project_id is null then 0 else volunteers.anonymous_count end as anonymous_count,
  coalesce(volunteers.authenticated_count, 0) as authenticated_count,
  coalesce(volunteers.volunteer_count, 0) as volunteer_count,
  runs.last_day_run_count, coalesce(volunteers.last_day_volunteer_count, 0) as last_day_volunteer_count,
  runs.elapsed_count, runs.elapsed_us
from runs
left join volunteers on volunteers.project_id = runs.project_id
