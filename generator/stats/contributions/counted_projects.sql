-- stat set: counted_projects
-- grain:    one row per subject and project that it counts
-- uses:     contributions/project_run_counts, contributions/project_totals
-- columns:  subject_id bigint, project_id bigint
--
-- Subject 0 is the server, which counts every project with a task run, whatever at_least says; the others are the projects of
-- project_totals.
select 0 as subject_id, project_id
from project_run_counts
union all
select subject_id, project_id
from project_totals
order by subject_id, project_id
