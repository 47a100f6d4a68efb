-- stat set: left_out_reasons
-- grain:    one row per rule that left lines out
-- columns:  reason text, line_count bigint
select reason, sum(lines)::bigint as line_count
from left_out
group by reason
order by line_count desc, reason
