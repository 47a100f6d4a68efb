-- stat set: line_reasons
-- grain:    one row per reason of rejects, and per rule that left lines out
-- columns:  is_reject boolean, reason text, line_count bigint
--
-- The commonest first.
with told as (
  select true as is_reject, reason, 1 as lines
  from rejects
  union all
  select false as is_reject, reason, lines
  from left_out
)
select is_reject, reason, cast(sum(lines) as bigint) as line_count
from told
group by is_reject, reason
order by is_reject desc, line_count desc, reason
