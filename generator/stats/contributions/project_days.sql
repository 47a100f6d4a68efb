-- stat set: project_days
-- grain:    one row per project and day, from the first to the last with a task run
-- uses:     contributions/project_day_counts, contributions/project_totals
-- columns:  subject_id bigint, rank bigint, day_ms bigint, run_count bigint, anonymous_run_count bigint,
--           authenticated_run_count bigint, completed_count bigint
--
-- Days without a task run are there with 0; day_ms is the midnight that they begin with, in milliseconds since 1970.
-- completed_count are the tasks completed up to that day.
select shown.subject_id, row_number() over (partition by shown.subject_id order by bins.day) as rank,
  1000 * bins.from_ts as day_ms,
  coalesce(counts.run_count, 0) as run_count,
  coalesce(counts.anonymous_run_count, 0) as anonymous_run_count,
  coalesce(counts.authenticated_run_count, 0) as authenticated_run_count,
  cast(sum(coalesce(counts.completed_count, 0)) over (partition by shown.subject_id order by bins.day) as bigint) as completed_count
from project_totals as shown
join bins on bins.unit = 'day' and bins.day between shown.first_day and shown.last_day
left join project_day_counts as counts on counts.project_id = shown.project_id and counts.day = bins.day
order by shown.subject_id, rank
