-- stat set: project_activity
-- grain:    one row per project and bucket of time with a task run
-- uses:     contributions/project_day_counts, contributions/project_totals
-- params:   as_of
-- columns:  project_id bigint, step text, bucket date, run_count bigint, anonymous_run_count bigint,
--           authenticated_run_count bigint, completed_count bigint
--
-- Buckets are days where there are 92 of them at most to that of as_of, else months, and years beyond ten years. Empty ones are
-- left out.
with steps as (
  select project_id,
    case when $as_of::date - first_day < 92 then 'day' when $as_of::date - first_day < 3653 then 'month' else 'year' end as step
  from project_totals
  where first_day is not null
), counted as (
  select counts.project_id, steps.step, cast(date_trunc(steps.step, counts.day) as date) as bucket,
    counts.run_count, counts.anonymous_run_count, counts.authenticated_run_count, counts.completed_count
  from project_day_counts as counts
  join steps on steps.project_id = counts.project_id
)
select project_id, step, bucket, sum(run_count)::bigint as run_count,
  sum(anonymous_run_count)::bigint as anonymous_run_count,
  sum(authenticated_run_count)::bigint as authenticated_run_count, sum(completed_count)::bigint as completed_count
from counted
group by project_id, step, bucket
order by project_id, bucket
