-- stat set: project_day_counts
-- grain:    one row per project and day with a task run
-- uses:     contributions/project_task_counts
-- columns:  project_id bigint, day date, run_count bigint, anonymous_run_count bigint, authenticated_run_count bigint,
--           completed_count bigint
--
-- A completed task was completed on the day of its last run. Of projects whose completed tasks are not known there are none.
with runs as (
  select project_id, cast(finished_at as date) as day, count(*) as run_count,
    count(case when account_id is null and not is_external then 1 end) as anonymous_run_count,
    count(account_id) as authenticated_run_count
  from task_runs
  group by project_id, cast(finished_at as date)
), ended as (
  select task_runs.project_id, task_runs.task_id, cast(max(task_runs.finished_at) as date) as day
  from task_runs
  join tasks on tasks.task_id = task_runs.task_id and tasks.project_id = task_runs.project_id
  join project_task_counts as counts on counts.project_id = tasks.project_id
  where tasks.is_completed and counts.completed_count is not null
  group by task_runs.project_id, task_runs.task_id
), completed as (
  select project_id, day, count(*) as completed_count
  from ended
  group by project_id, day
)
select runs.project_id, runs.day, runs.run_count, runs.anonymous_run_count, runs.authenticated_run_count,
  coalesce(completed.completed_count, 0) as completed_count
from runs
left join completed on completed.project_id = runs.project_id and completed.day = runs.day
