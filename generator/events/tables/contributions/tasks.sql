-- table: tasks
-- grain: one row per task
select task_id, project_id, is_completed, wanted_count
from staging.tasks
anti join rejects using (part, line)
anti join folded using (part, line)
