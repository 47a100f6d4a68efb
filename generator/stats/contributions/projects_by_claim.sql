-- stat set: projects_by_claim
-- grain:    one row per project that is shown
-- columns:  short_name text
--
-- In the order in which projects may claim a path: most task runs first, ties by the earliest one, then by short name.
with done as (
  select project_id, count(*) as run_count, min(finished_at) as first_at
  from task_runs
  group by project_id
)
select projects.short_name
from projects
left join done using (project_id)
where projects.is_published and not projects.is_protected
order by done.run_count desc nulls last, done.first_at nulls last, projects.short_name
