-- stat set: project_day_counts
-- grain:    one row per project and day with a task run
-- columns:  project_id, day, run_count, anonymous_run_count
select project_id, cast(finished_at as date) as day, count(*) as run_count,
  count(case when account_id is null then 1 end) as anonymous_run_count
from task_runs
group by project_id, cast(finished_at as date)
