-- table: folded
-- grain: one row per line that repeats another
--
-- The same id, of a task run with the same project. Of lines that disagree the one that says most stays, then the one whose
-- values come first: a task once completed stays it, an older result stays older, and who asked not to be shown is not.
-- Else it is the first of the file whose name comes first: the order of the sources in config.yaml does not matter.
-- Only what occurs twice is compared in full, for speed.
with repeated_runs as (
  select project_id, task_run_id
  from placed_runs() as runs
  anti join rejects using (part, line)
  group by project_id, task_run_id
  having count(*) > 1
), repeated_tasks as (
  select task_id
  from staging.tasks
  group by task_id
  having count(*) > 1
), repeated_results as (
  select result_id
  from staging.results
  group by result_id
  having count(*) > 1
), copies as (
  select part, line, row_number() over (
    partition by project_id, task_run_id
    order by (account_id is null and visitor is null and not is_external)::integer + (duration_ms is null)::integer,
      finished_at, account_id nulls last, task_id, duration_ms nulls last, elapsed_us nulls last, file, part, line
  ) as copy
  from placed_runs() as runs
  semi join repeated_runs using (project_id, task_run_id)
  anti join rejects using (part, line)
  join parts using (part)
  union all
  select part, line, row_number() over (
    partition by task_id order by is_completed desc nulls last, wanted_count desc nulls last, project_id, file, part, line
  ) as copy
  from staging.tasks
  semi join repeated_tasks using (task_id)
  anti join rejects using (part, line)
  join parts using (part)
  union all
  select part, line, row_number() over (
    partition by result_id order by has_info desc nulls last, project_id, file, part, line
  ) as copy
  from placed_results() as results
  semi join repeated_results using (result_id)
  anti join rejects using (part, line)
  join parts using (part)
  union all
  select part, line, row_number() over (
    partition by account_id
    order by is_restricted desc nulls last, (name is null)::integer + (fullname is null)::integer,
      name nulls last, fullname nulls last, file, part, line
  ) as copy
  from staging.accounts
  join parts using (part)
  union all
  select part, line, row_number() over (
    partition by project_id
    order by (name is null)::integer + (short_name is null)::integer + (is_published is null)::integer
        + (category_id is null)::integer + (is_featured is null)::integer,
      short_name nulls last, name nulls last, is_published nulls last, category_id nulls last, is_featured nulls last, file, part, line
  ) as copy
  from staging.projects
  join parts using (part)
  union all
  select part, line, row_number() over (partition by category_id order by short_name, file, part, line) as copy
  from staging.categories
  join parts using (part)
)
select part, line
from copies
where copy > 1
