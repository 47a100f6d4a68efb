-- stat set: listed_packages
-- grain:    one row per package
-- uses:     requests/package_day_counts
-- params:   at_least
-- columns:  rank bigint, package_number int, package_id text, view_count bigint, first_day date, last_day date
--
-- Most requested of all time first, ties by id. Left out are packages that fewer than at_least people asked for; of those
-- with a request of nobody knows whom, nothing is known of people, and they stay.
with sums as (
  select package_number, cast(sum(view_count) as bigint) as view_count, min(day) as first_day, max(day) as last_day
  from package_day_counts
  group by package_number
), few as (
  select package_number
  from requests
  where $at_least > 1
  group by package_number
  having count(visitor) = count(*) and count(distinct visitor) < $at_least
)
select row_number() over (order by sums.view_count desc, packages.package_id) as rank, sums.package_number,
  packages.package_id, sums.view_count, sums.first_day, sums.last_day
from sums
join packages using (package_number)
anti join few using (package_number)
order by rank
