-- stat set: project_totals
-- grain:    one row per published project that no password protects
-- params:   at_least
-- uses:     contributions/project_run_counts, contributions/project_task_counts, contributions/project_time_counts, contributions/project_day_counts
-- columns:  subject_id bigint, rank bigint, project_id bigint, short_name text, name text, is_published boolean,
--           is_described boolean, category text?, run_count bigint, anonymous_run_count bigint, authenticated_run_count bigint,
--           unseen_run_count bigint, anonymous_count bigint?, authenticated_count bigint, volunteer_count bigint,
--           last_day_run_count bigint, last_day_volunteer_count bigint, is_listed boolean, task_count bigint,
--           completed_count bigint?, pending_count bigint?, dated_count bigint, timed_count bigint, lower_ms bigint?,
--           median_ms bigint?, upper_ms bigint?, elapsed_count bigint, elapsed_us bigint?, first_day date?, last_day date?
--
-- Most task runs first, ties by id; subject_id numbers them in the order of their ids, from 1. Drafts are left out, as they are nobody's to see yet, those
-- that a password protects, and projects with fewer volunteers than at_least. What is not known is null. dated_count are the
-- completed tasks of which a run tells the day.
with days as (
  select project_id, min(day) as first_day, max(day) as last_day,
    cast(sum(completed_count) as bigint) as dated_count
  from project_day_counts
  group by project_id
)
select row_number() over (order by projects.project_id) as subject_id,
  row_number() over (order by coalesce(runs.run_count, 0) desc, projects.project_id) as rank,
  projects.project_id, projects.short_name, projects.name, projects.is_published, projects.is_described, projects.category,
  coalesce(runs.run_count, 0) as run_count,
  coalesce(runs.anonymous_run_count, 0) as anonymous_run_count,
  coalesce(runs.authenticated_run_count, 0) as authenticated_run_count,
  coalesce(runs.unseen_run_count, 0) as unseen_run_count,
  case when runs.project_id is null then 0 else runs.anonymous_count end as anonymous_count,
  coalesce(runs.authenticated_count, 0) as authenticated_count,
  coalesce(runs.volunteer_count, 0) as volunteer_count,
  coalesce(runs.last_day_run_count, 0) as last_day_run_count,
  coalesce(runs.last_day_volunteer_count, 0) as last_day_volunteer_count,
  coalesce(counts.is_listed, false) as is_listed,
  coalesce(counts.task_count, 0) as task_count, counts.completed_count, counts.pending_count,
  coalesce(days.dated_count, 0) as dated_count,
  coalesce(times.timed_count, 0) as timed_count,
  times.lower_ms, times.median_ms, times.upper_ms,
  coalesce(runs.elapsed_count, 0) as elapsed_count, runs.elapsed_us, days.first_day, days.last_day
from projects
left join project_run_counts as runs on runs.project_id = projects.project_id
left join project_task_counts as counts on counts.project_id = projects.project_id
left join project_time_counts as times on times.project_id = projects.project_id
left join days on days.project_id = projects.project_id
where projects.is_published and not projects.is_protected and ($at_least <= 1 or runs.volunteer_count >= $at_least)
order by rank
