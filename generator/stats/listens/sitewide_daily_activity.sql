-- stat set: sitewide_daily_activity
-- grain:    one row per weekday and hour
-- uses:     listens/daily_activity
-- columns:  rank, day, weekday, hour, listen_count
--
-- Every user with a listen has all 168 hours, so the site's are their sums. No API asks for it, pages do.
select rank, day, weekday, hour, sum(listen_count)::bigint as listen_count
from daily_activity
group by rank, day, weekday, hour
order by rank
