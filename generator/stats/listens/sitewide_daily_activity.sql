-- stat set: sitewide_daily_activity
-- grain:    one row per period, weekday and hour
-- uses:     listens/daily_activity
-- columns:  period_id int, rank bigint, day bigint, weekday text, hour bigint, listen_count bigint
--
-- Every user with a listen has all 168 hours, so the site's are their sums. No API asks for it, pages do.
select period_id, rank, day, weekday, hour, sum(listen_count)::bigint as listen_count
from daily_activity
group by period_id, rank, day, weekday, hour
order by period_id, rank
