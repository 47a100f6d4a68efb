-- table:  rejects
-- grain:  one row per line of an export that is no event
-- params: limit
--
-- The first reason that holds. limit: the last second that an event may have, since 1970.
with placeless as (
  select part, line from staging.tasks where project_id is null
  union all
  select part, line from placed_results() as results where project_id is null
)
select part, line, case
  when project_id is null then 'no project_id: neither the line, nor its task, nor the name of the export says it'
  when finished_at is null then 'no time that can be read'
  when finished_at < timestamp '2000-01-01' then 'before 2000-01-01: the clock was wrong'
  else 'later than as_of, or than the clock'
end as reason
from placed_runs() as runs
where project_id is null or finished_at is null or finished_at < timestamp '2000-01-01'
  or finished_at >= make_timestamp(($limit::bigint + 1) * 1000000)
union all
select part, line, 'no project_id: neither the line, nor its task, nor the name of the export says it' as reason
from placeless
