-- stat set: run_weeks
-- grain:    one row per subject and week with a task run
-- uses:     contributions/project_day_counts, contributions/counted_projects
-- columns:  subject_id bigint, week date, run_count bigint
--
-- Of the server, which is subject 0, and of every project. A week begins on Monday and is called by that day.
select counted_projects.subject_id, cast(date_trunc('week', counts.day) as date) as week, cast(sum(counts.run_count) as bigint) as run_count
from counted_projects
join project_day_counts as counts using (project_id)
group by counted_projects.subject_id, cast(date_trunc('week', counts.day) as date)
order by counted_projects.subject_id, week
