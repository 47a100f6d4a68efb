-- stat set: request_totals
-- grain:    one row
-- uses:     requests/package_day_counts
-- columns:  view_count, package_count, first_day, last_day, ends_with_day
--
-- Everybody's requests of all packages. Without any, the days are null. ends_with_day tells whether the newest of all requests
-- is known by its day alone, as counters have it: that day is a whole one.
select coalesce(sum(view_count), 0)::bigint as view_count, count(distinct package_number) as package_count,
  min(day) as first_day, max(day) as last_day,
  coalesce((select bool_or(is_day) from requests where requested_at = (select max(requested_at) from requests)), false) as ends_with_day
from package_day_counts
