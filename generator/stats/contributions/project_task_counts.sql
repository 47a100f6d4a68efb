-- stat set: project_task_counts
-- grain:    one row per project with a task or a task run
-- columns:  project_id, is_listed, task_count, completed_count, pending_count
--
-- is_listed says whether a file has the project's tasks; else they are those that its task runs name. Whether tasks are
-- completed is known when the file says it of every one.
with listed as (
  select project_id, count(*) as task_count, count(is_completed) as told_count,
    count(case when is_completed then 1 end) as completed_count
  from tasks
  group by project_id
), named as (
  select project_id, count(distinct task_id) as task_count
  from task_runs
  group by project_id
)
select coalesce(listed.project_id, named.project_id) as project_id,
  listed.project_id is not null as is_listed,
  coalesce(listed.task_count, named.task_count) as task_count,
  case when listed.told_count = listed.task_count then listed.completed_count end as completed_count,
  case when listed.told_count = listed.task_count then listed.task_count - listed.completed_count end as pending_count
from listed
full join named on named.project_id = listed.project_id
