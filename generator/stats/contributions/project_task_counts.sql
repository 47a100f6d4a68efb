-- stat set: project_task_counts
-- grain:    one row per project with a task or a task run
-- columns:  project_id bigint, is_listed boolean, task_count bigint, completed_count bigint?, pending_count bigint?,
--           wanted_count bigint
--
-- is_listed says whether a file has the project's tasks; else they are those that its task runs name. Whether tasks are
-- completed is known when the file says it of every one. wanted_count are the answers that are wanted: of a task of which no file
-- says it those that came in, at least one.
with answered as (
  select project_id, task_id, count(*) as run_count
  from task_runs
  group by project_id, task_id
), listed as (
  select tasks.project_id, count(*) as task_count, count(tasks.is_completed) as told_count,
    count(case when tasks.is_completed then 1 end) as completed_count,
    cast(sum(coalesce(tasks.wanted_count, answered.run_count, 1)) as bigint) as wanted_count
  from tasks
  left join answered on answered.project_id = tasks.project_id and answered.task_id = tasks.task_id
  group by tasks.project_id
), named as (
  select project_id, count(*) as task_count, cast(sum(run_count) as bigint) as wanted_count
  from answered
  group by project_id
)
select coalesce(listed.project_id, named.project_id) as project_id,
  listed.project_id is not null as is_listed,
  coalesce(listed.task_count, named.task_count) as task_count,
  case when listed.told_count = listed.task_count then listed.completed_count end as completed_count,
  case when listed.told_count = listed.task_count then listed.task_count - listed.completed_count end as pending_count,
  coalesce(listed.wanted_count, named.wanted_count) as wanted_count
from listed
full join named on named.project_id = listed.project_id
