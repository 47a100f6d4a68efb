-- stat set: request_bins
-- grain:    one row per day, ISO week or month with a request
-- uses:     requests/package_day_counts
-- columns:  resolution text, period text, first_day date, view_count bigint, package_count bigint
--
-- Everybody's requests of all packages. A period is called like 2021-05-31, 2021-05 or 2021-W18; first_day is its own, with
-- requests or without.
select bins.unit as resolution, bins.name as period, bins.first_day, cast(sum(counts.view_count) as bigint) as view_count,
  count(distinct counts.package_number) as package_count
from package_day_counts as counts
join bins on bins.day = counts.day
where bins.unit in ('day', 'isoWeek', 'month')
group by bins.unit, bins.name, bins.first_day
order by bins.name
