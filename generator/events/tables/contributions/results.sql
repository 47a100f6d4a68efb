-- table: results
-- grain: one row per result
--
-- Every version of a task's result is one, as the server counts them.
select result_id, project_id, has_info
from placed_results() as results
anti join rejects using (part, line)
anti join folded using (part, line)
