-- stat set: request_days
-- grain:    one row per day with a request
-- uses:     requests/package_day_counts
-- columns:  day date, view_count bigint, package_count bigint
--
-- Everybody's requests of all packages.
select day, sum(view_count)::bigint as view_count, count(*) as package_count
from package_day_counts
group by day
order by day
