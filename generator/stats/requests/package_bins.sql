-- stat set: package_bins
-- grain:    one row per resolution, package and day, ISO week or month with a request
-- uses:     requests/package_day_counts, requests/listed_packages
-- columns:  resolution text, package_id text, rank bigint, day date, view_count bigint
--
-- A week is called by its Monday, a month by its first day. The oldest of a package has rank 1.
with summed as (
  select bins.unit as resolution, counts.package_number, bins.first_day as day, cast(sum(counts.view_count) as bigint) as view_count
  from package_day_counts as counts
  join bins on bins.day = counts.day
  where bins.unit in ('day', 'isoWeek', 'month')
  group by bins.unit, counts.package_number, bins.first_day
)
select summed.resolution, listed_packages.package_id,
  row_number() over (partition by summed.resolution, listed_packages.package_id order by summed.day) as rank,
  summed.day, summed.view_count
from summed
join listed_packages using (package_number)
order by summed.resolution, listed_packages.package_id, rank
