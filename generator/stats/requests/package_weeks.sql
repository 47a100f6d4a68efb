-- stat set: package_weeks
-- grain:    one row per package and ISO week with a request
-- uses:     requests/package_days
-- columns:  package_id text, rank bigint, day date, view_count bigint
--
-- The oldest week of a package has rank 1. A week is called by its Monday.
with weeks as (
  select package_id, date_trunc('week', day)::date as day, sum(view_count)::bigint as view_count
  from package_days
  group by package_id, date_trunc('week', day)::date
)
select package_id, row_number() over (partition by package_id order by day) as rank, day, view_count
from weeks
order by package_id, rank
