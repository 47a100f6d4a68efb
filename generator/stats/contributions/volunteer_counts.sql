-- stat set: volunteer_counts
-- grain:    one row per project and volunteer
-- params:   last_day_since, last_day_until
-- columns:  project_id bigint, account_id bigint?, visitor bigint?, run_count bigint, last_day_run_count bigint
--
-- A registered volunteer has an account, an anonymous one a visitor. Runs with neither are one row a project: nothing
-- tells their volunteers apart. Runs of people whom only another service knows are nobody's here, and left out.
-- last_day_run_count are those after last_day_since and up to last_day_until.
select project_id, account_id, case when account_id is null then visitor end as visitor, count(*) as run_count,
  count(case when finished_at > $last_day_since and finished_at <= $last_day_until then 1 end) as last_day_run_count
from task_runs
where not is_external
group by project_id, account_id, case when account_id is null then visitor end
