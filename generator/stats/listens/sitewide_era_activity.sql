-- stat set: sitewide_era_activity
-- grain:    one row per year of release
-- uses:     listens/era_activity
-- columns:  rank, year, listen_count
--
-- The oldest first, empty years left out.
select row_number() over (order by year) as rank, year, sum(listen_count)::bigint as listen_count
from era_activity
group by year
order by rank
