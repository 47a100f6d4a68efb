-- stat set: sitewide_era_activity
-- grain:    one row per year of release
-- uses:     listens/era_activity
-- params:   at_least
-- columns:  rank, year, listen_count
--
-- The oldest first; empty years are left out, and those of which fewer than $at_least listeners heard anything.
select row_number() over (order by year) as rank, year, sum(listen_count)::bigint as listen_count
from era_activity
group by year
having count(*) >= $at_least
order by rank
