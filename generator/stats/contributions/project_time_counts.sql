-- stat set: project_time_counts
-- grain:    one row per project with a task run of a known duration
-- columns:  project_id bigint, timed_count bigint, lower_ms bigint, median_ms bigint, upper_ms bigint
--
-- Quartiles are durations that occur: at least a quarter, a half, three quarters of the known ones are no longer.
select project_id, count(*) as timed_count,
  cast(percentile_disc(0.25) within group (order by duration_ms) as bigint) as lower_ms,
  cast(percentile_disc(0.5) within group (order by duration_ms) as bigint) as median_ms,
  cast(percentile_disc(0.75) within group (order by duration_ms) as bigint) as upper_ms
from task_runs
where duration_ms is not null
group by project_id
