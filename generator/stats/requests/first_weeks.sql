-- stat set: first_weeks
-- grain:    one row per package among the first hundred and ISO week with a request
-- uses:     requests/package_bins, requests/listed_packages
-- params:   as_of
-- columns:  package_id text, day date, view_count bigint
--
-- The half year of weeks that ends with that of as_of, of the packages viewed most of all time; a week is called by its Monday.
select package_bins.package_id, package_bins.day, package_bins.view_count
from package_bins
join listed_packages using (package_id)
where package_bins.resolution = 'isoWeek' and listed_packages.rank <= 100 and package_bins.day > cast($as_of as date) - 182
order by package_bins.package_id, package_bins.day
