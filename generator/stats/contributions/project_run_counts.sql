-- stat set: project_run_counts
-- grain:    one row per project with a task run
-- uses:     contributions/volunteer_counts
-- columns:  project_id, run_count, anonymous_run_count, unseen_run_count, anonymous_count, authenticated_count, volunteer_count
--
-- Unseen are anonymous runs whose volunteers nothing tells apart: they are one volunteer at least, and anonymous_count
-- is null where all of them are such.
select project_id,
  sum(run_count)::bigint as run_count,
  coalesce(sum(case when account_id is null then run_count end), 0)::bigint as anonymous_run_count,
  coalesce(sum(case when account_id is null and visitor is null then run_count end), 0)::bigint as unseen_run_count,
  case when count(visitor) > 0 or count(account_id) = count(*) then count(visitor) end as anonymous_count,
  count(account_id) as authenticated_count,
  count(*) as volunteer_count
from volunteer_counts
group by project_id
