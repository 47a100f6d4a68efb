-- stat set: reject_reasons
-- grain:    one row per reason
-- columns:  reason, line_count
--
-- The moment in "later than 2026-06-30 12:00:00 UTC (as_of, or the clock)" is left out: it is another one at every build.
select regexp_replace(reason, 'later than [-0-9: ]+ UTC \(as_of, or the clock\)', 'later than as_of, or than the clock') as reason,
  count(*) as line_count
from rejects
group by 1
order by line_count desc, reason
