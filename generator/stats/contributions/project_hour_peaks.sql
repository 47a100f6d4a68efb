-- stat set: project_hour_peaks
-- grain:    one row per project
-- uses:     contributions/project_hours
-- columns:  project_id bigint, run_count bigint, anonymous_run_count bigint, authenticated_run_count bigint
--
-- The most task runs that any hour of the day has.
select project_id, max(run_count) as run_count, max(anonymous_run_count) as anonymous_run_count,
  max(authenticated_run_count) as authenticated_run_count
from project_hours
group by project_id
order by project_id
