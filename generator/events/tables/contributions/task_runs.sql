-- table:  task_runs
-- grain:  one row per task run
-- params: zone
--
-- zone: where the wall time of local_at is.
select finished_at,
  if($zone = 'UTC', finished_at, finished_at at time zone 'UTC' at time zone $zone) as local_at,
  task_run_id, project_id, task_id, account_id, signed(visitor) as visitor, is_external, duration_ms, elapsed_us
from placed_runs() as runs
anti join rejects using (part, line)
anti join folded using (part, line)
