-- stat set: request_totals
-- grain:    one row
-- uses:     requests/package_day_counts
-- columns:  view_count, package_count, first_day, last_day
--
-- Everybody's requests of all packages. Without any, the days are null.
select coalesce(sum(view_count), 0)::bigint as view_count, count(distinct package_number) as package_count,
  min(day) as first_day, max(day) as last_day
from package_day_counts
