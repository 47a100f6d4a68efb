-- stat set: run_activity
-- grain:    one row per subject and bucket of time with a task run
-- uses:     contributions/project_day_counts, contributions/counted_projects
-- params:   as_of
-- columns:  subject_id bigint, step text, bucket date, run_count bigint, anonymous_run_count bigint,
--           authenticated_run_count bigint, completed_count bigint
--
-- Of the server, which is subject 0, and of every project. Buckets are days where there are 92 of them at most to that of as_of,
-- else months, and years beyond ten years. Empty ones are left out.
with steps as (
  select counted_projects.subject_id,
    case
      when min(counts.day) > cast($as_of as date) - 92 then 'day'
      when min(counts.day) > cast($as_of as date) - 3653 then 'month'
      else 'year'
    end as step
  from counted_projects
  join project_day_counts as counts using (project_id)
  group by counted_projects.subject_id
)
select steps.subject_id, steps.step, bins.first_day as bucket, cast(sum(counts.run_count) as bigint) as run_count,
  cast(sum(counts.anonymous_run_count) as bigint) as anonymous_run_count,
  cast(sum(counts.authenticated_run_count) as bigint) as authenticated_run_count,
  cast(sum(counts.completed_count) as bigint) as completed_count
from steps
join counted_projects using (subject_id)
join project_day_counts as counts using (project_id)
join bins on bins.unit = steps.step and bins.day = counts.day
group by steps.subject_id, steps.step, bins.first_day
order by steps.subject_id, bins.first_day
