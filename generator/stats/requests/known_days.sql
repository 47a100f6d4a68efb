-- stat set: known_days
-- grain:    one row per day of which an access log has a line
-- columns:  day date
--
-- By the site's own clock. None where no access log is read: what counters and tables do not tell did not happen.
select day
from logged_days
order by day
