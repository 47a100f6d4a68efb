-- stat set: ranked_packages
-- grain:    one row per package and month or ISO week with a request
-- uses:     requests/package_weeks, requests/package_months
-- params:   at_least
-- columns:  period text, rank bigint, package_id text, view_count bigint
--
-- A period is called like 2021-05 or 2021-W18. Most requested first, ties by id. Left out are packages that fewer than
-- at_least people asked for in the period, as far as people are known.
with few_weeks as (
  select packages.package_id, date_trunc('week', requests.requested_at)::date as day
  from requests
  join packages using (package_number)
  where $at_least > 1
  group by packages.package_id, date_trunc('week', requests.requested_at)
  having count(requests.visitor) = count(*) and count(distinct requests.visitor) < $at_least
), few_months as (
  select packages.package_id, date_trunc('month', requests.requested_at)::date as day
  from requests
  join packages using (package_number)
  where $at_least > 1
  group by packages.package_id, date_trunc('month', requests.requested_at)
  having count(requests.visitor) = count(*) and count(distinct requests.visitor) < $at_least
), counted as (
  select strftime(day, '%G-W%V') as period, package_id, view_count
  from package_weeks
  anti join few_weeks using (package_id, day)
  union all
  select strftime(day, '%Y-%m') as period, package_id, view_count
  from package_months
  anti join few_months using (package_id, day)
)
select period, row_number() over (partition by period order by view_count desc, package_id) as rank, package_id, view_count
from counted
order by period, rank
