-- stat set: sitewide_listens_per_day
-- grain:    one row per day with a listen
-- uses:     listens/listens_per_day
-- columns:  day, listen_count
--
-- Days are UTC.
select day, sum(listen_count)::bigint as listen_count
from listens_per_day
group by day
order by day
