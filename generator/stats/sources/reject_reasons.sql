-- stat set: reject_reasons
-- grain:    one row per reason
-- columns:  reason text, line_count bigint
select reason, count(*) as line_count
from rejects
group by reason
order by line_count desc, reason
