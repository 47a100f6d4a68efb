-- stat set: sitewide_era_activity
-- grain:    one row per period and year of release
-- uses:     listens/era_activity
-- params:   at_least
-- columns:  period_id int, rank bigint, year smallint, listen_count bigint
--
-- The oldest first; empty years are left out, and those of which fewer than $at_least listeners heard anything.
select period_id, row_number() over (partition by period_id order by year) as rank, year, sum(listen_count)::bigint as listen_count
from era_activity
group by period_id, year
having count(*) >= $at_least
order by period_id, rank
