-- stat set: top_projects_24_hours
-- grain:    one row per rank
-- uses:     contributions/project_totals
-- params:   at_least
-- columns:  rank bigint, project_id bigint, short_name text, name text, run_count bigint
--
-- The five projects with most task runs of the last 24 hours, ties by id. Those whose runs are of fewer volunteers than
-- at_least are left out.
with ranked as (
  select project_id, short_name, name, last_day_run_count as run_count,
    row_number() over (order by last_day_run_count desc, project_id) as rank
  from project_totals
  where last_day_run_count > 0 and ($at_least <= 1 or last_day_volunteer_count >= $at_least)
)
select rank, project_id, short_name, name, run_count
from ranked
where rank <= 5
order by rank
