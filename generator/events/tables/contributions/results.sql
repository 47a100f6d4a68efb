-- table: results
-- grain: one row per task with a result: its latest
--
-- A result is the latest where its file does not say.
select result_id, project_id
from placed_results() as results
anti join rejects using (part, line)
anti join folded using (part, line)
where coalesce(is_latest, true)
