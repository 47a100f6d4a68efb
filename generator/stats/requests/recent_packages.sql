-- stat set: recent_packages
-- grain:    one row per package
-- uses:     requests/package_bins, requests/listed_packages, requests/request_totals
-- columns:  package_id text, rank bigint, view_count bigint, first_day date, last_day date, week_count bigint
--
-- rank and view_count are those of all time. week_count counts the seven days that end with the last one that is over.
with sums as (
  select package_bins.package_id, cast(sum(package_bins.view_count) as bigint) as week_count
  from package_bins
  cross join request_totals
  where package_bins.resolution = 'day' and package_bins.day <= request_totals.last_whole_day
    and package_bins.day > request_totals.last_whole_day - 7
  group by package_bins.package_id
)
select listed_packages.package_id, listed_packages.rank, listed_packages.view_count, listed_packages.first_day,
  listed_packages.last_day, coalesce(sums.week_count, 0) as week_count
from listed_packages
left join sums using (package_id)
order by listed_packages.package_id
