-- stat set: server_totals
-- grain:    one row
-- uses:     contributions/volunteer_counts, contributions/project_task_counts, contributions/project_day_counts
-- columns:  run_count bigint, anonymous_run_count bigint, authenticated_run_count bigint, unseen_run_count bigint,
--           timed_count bigint, first_day date?, last_day date?, auth_count bigint, described_auth_count bigint,
--           anon_count bigint?, project_count bigint, published_count bigint, featured_count bigint,
--           described_project_count bigint, category_count bigint, task_count bigint, listed_task_count bigint,
--           unlisted_project_count bigint, wanted_count bigint, pending_count bigint?, completed_count bigint?,
--           dated_count bigint, untold_project_count bigint, result_count bigint?, active_project_count bigint
--
-- Everybody and everything counts here, whatever at_least says. Null is what the files cannot tell: anon_count when
-- nothing tells any anonymous volunteer apart, pending_count when a project with task runs has no file of tasks or one
-- that does not say which are completed, completed_count when none says it, result_count without a file that tells what
-- results say. Results are those that say anything. wanted_count are the answers that are wanted, dated_count the completed tasks of which a run tells
-- the day. Runs that are neither anonymous nor authenticated are nobody's.
with runs as (
  select count(*) as run_count, count(duration_ms) as timed_count,
    count(account_id) as authenticated_run_count,
    count(case when account_id is null and not is_external then 1 end) as anonymous_run_count,
    count(distinct project_id) as active_project_count,
    cast(min(finished_at) as date) as first_day, cast(max(finished_at) as date) as last_day
  from task_runs
), volunteers as (
  select coalesce(cast(sum(case when account_id is null and visitor is null then run_count end) as bigint), 0) as unseen_run_count,
    count(distinct visitor) as anon_count
  from volunteer_counts
), registered as (
  select count(*) as auth_count, count(case when is_described then 1 end) as described_auth_count
  from accounts
), named as (
  select count(*) as project_count, count(case when is_published then 1 end) as published_count,
    count(case when is_featured then 1 end) as featured_count,
    count(case when is_described then 1 end) as described_project_count, count(distinct category) as category_count
  from projects
), counted as (
  select coalesce(cast(sum(task_count) as bigint), 0) as task_count,
    coalesce(cast(sum(case when is_listed then task_count end) as bigint), 0) as listed_task_count,
    count(case when not is_listed then 1 end) as unlisted_project_count,
    case when count(pending_count) = count(*) then cast(sum(pending_count) as bigint) end as pending_count,
    cast(sum(completed_count) as bigint) as completed_count,
    count(case when completed_count is null then 1 end) as untold_project_count,
    coalesce(cast(sum(wanted_count) as bigint), 0) as wanted_count
  from project_task_counts
), kept as (
  select count(has_info) as told_count, count(case when has_info then 1 end) as result_count
  from results
), days as (
  select coalesce(cast(sum(completed_count) as bigint), 0) as dated_count
  from project_day_counts
)
select runs.run_count, runs.anonymous_run_count, runs.authenticated_run_count, volunteers.unseen_run_count, runs.timed_count,
  runs.first_day, runs.last_day, registered.auth_count, registered.described_auth_count,
  case when volunteers.anon_count > 0 or volunteers.unseen_run_count = 0 then volunteers.anon_count end as anon_count,
  named.project_count, named.published_count, named.featured_count, named.described_project_count, named.category_count,
  counted.task_count, counted.listed_task_count, counted.unlisted_project_count, counted.wanted_count,
  counted.pending_count, counted.completed_count, days.dated_count, counted.untold_project_count,
  case when kept.told_count > 0 then kept.result_count end as result_count, runs.active_project_count
from runs
cross join volunteers
cross join registered
cross join named
cross join counted
cross join kept
cross join days
