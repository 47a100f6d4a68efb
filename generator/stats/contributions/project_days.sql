-- stat set: project_days
-- grain:    one row per project and day, from the first to the last with a task run
-- uses:     contributions/project_day_counts, contributions/project_totals
-- columns:  project_id bigint, rank bigint, day_ms bigint, run_count bigint, anonymous_run_count bigint,
--           authenticated_run_count bigint, completed_count bigint
--
-- Days without a task run are there with 0; day_ms is the midnight that they begin with, in milliseconds since 1970.
-- completed_count are the tasks completed up to that day.
with bounds as (
  select min(day) as first_day, max(day) - min(day) + 1 as day_count
  from project_day_counts
), calendar as (
  select bounds.first_day + cast(places.place as integer) as day
  from bounds
  cross join range(bounds.day_count) as places(place)
)
select shown.project_id, row_number() over (partition by shown.project_id order by calendar.day) as rank,
  epoch_ms(calendar.day) as day_ms,
  coalesce(counts.run_count, 0) as run_count,
  coalesce(counts.anonymous_run_count, 0) as anonymous_run_count,
  coalesce(counts.authenticated_run_count, 0) as authenticated_run_count,
  sum(coalesce(counts.completed_count, 0)) over (partition by shown.project_id order by calendar.day)::bigint as completed_count
from project_totals as shown
join calendar on calendar.day between shown.first_day and shown.last_day
left join project_day_counts as counts on counts.project_id = shown.project_id and counts.day = calendar.day
order by shown.project_id, rank
