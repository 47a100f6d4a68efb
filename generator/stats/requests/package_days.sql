-- stat set: package_days
-- grain:    one row per package and day with a request
-- uses:     requests/package_day_counts, requests/listed_packages
-- columns:  package_id text, rank bigint, day date, view_count bigint
--
-- The oldest day of a package has rank 1.
select listed_packages.package_id,
  row_number() over (partition by listed_packages.package_id order by package_day_counts.day) as rank,
  package_day_counts.day, package_day_counts.view_count
from package_day_counts
join listed_packages using (package_number)
order by listed_packages.package_id, rank
