-- stat set: top_projects_24_hours
-- grain:    one row per rank
-- params:   last_day_since, last_day_until, at_least
-- columns:  rank bigint, project_id bigint, short_name text, name text, run_count bigint
--
-- The five published projects that no password protects with most task runs after last_day_since and up to last_day_until, ties by id. Those whose runs are
-- of fewer volunteers than at_least are left out.
with recent as (
  select project_id, count(*) as run_count,
    count(distinct account_id) + count(distinct case when account_id is null then visitor end)
      + max(case when account_id is null and visitor is null and not is_external then 1 else 0 end) as volunteer_count
  from task_runs
  where finished_at > $last_day_since and finished_at <= $last_day_until
  group by project_id
), ranked as (
  select recent.project_id, projects.short_name, projects.name, recent.run_count,
    row_number() over (order by recent.run_count desc, recent.project_id) as rank
  from recent
  join projects on projects.project_id = recent.project_id
  where projects.is_published and not projects.is_protected and ($at_least <= 1 or recent.volunteer_count >= $at_least)
)
select rank, project_id, short_name, name, run_count
from ranked
where rank <= 5
order by rank
