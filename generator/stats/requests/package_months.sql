-- stat set: package_months
-- grain:    one row per package and month with a request
-- uses:     requests/package_days
-- columns:  package_id text, rank bigint, day date, view_count bigint
--
-- The oldest month of a package has rank 1. A month is called by its first day.
with months as (
  select package_id, date_trunc('month', day)::date as day, sum(view_count)::bigint as view_count
  from package_days
  group by package_id, date_trunc('month', day)::date
)
select package_id, row_number() over (partition by package_id order by day) as rank, day, view_count
from months
order by package_id, rank
