-- stat set: sitewide_listens_per_day
-- grain:    one row per period and day with a listen
-- uses:     listens/listens_per_day
-- columns:  period_id int, day date, listen_count bigint
--
-- Days are UTC.
select period_id, day, sum(listen_count)::bigint as listen_count
from listens_per_day
group by period_id, day
order by period_id, day
