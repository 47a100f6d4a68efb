-- stat set: ranked_packages
-- grain:    one row per package and month or ISO week with a request
-- uses:     requests/package_bins
-- params:   at_least
-- columns:  period text, rank bigint, package_id text, view_count bigint
--
-- A period is called like 2021-05 or 2021-W18. Most requested first, ties by id. Left out are packages that fewer than
-- at_least people asked for in the period, as far as people are known.
with few as (
  select bins.name as period, packages.package_id
  from requests
  join bins on bins.day = cast(requests.requested_at as date)
  join packages on packages.package_number = requests.package_number
  where $at_least > 1 and bins.unit in ('isoWeek', 'month')
  group by bins.name, packages.package_id
  having count(requests.visitor) = count(*) and count(distinct requests.visitor) < $at_least
), counted as (
  select bins.name as period, package_bins.package_id, package_bins.view_count
  from package_bins
  join bins on bins.unit = package_bins.resolution and bins.day = package_bins.day
  where package_bins.resolution in ('isoWeek', 'month')
)
select counted.period,
  row_number() over (partition by counted.period order by counted.view_count desc, counted.package_id) as rank,
  counted.package_id, counted.view_count
from counted
anti join few on few.period = counted.period and few.package_id = counted.package_id
order by counted.period, rank
