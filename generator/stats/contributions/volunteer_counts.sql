-- stat set: volunteer_counts
-- grain:    one row per project and volunteer
-- columns:  project_id bigint, account_id bigint, visitor ubigint, run_count bigint
--
-- A registered volunteer has an account, an anonymous one a visitor. Runs with neither are one row a project: nothing
-- tells their volunteers apart. Runs of people whom only another service knows are nobody's here, and left out.
select project_id, account_id, case when account_id is null then visitor end as visitor, count(*) as run_count
from task_runs
where not is_external
group by project_id, account_id, case when account_id is null then visitor end
