-- stat set: packages_by_claim
-- grain:    one row per package
-- columns:  package_id text
--
-- In the order in which packages may claim a path: most requested first, ties by the earliest request, then by id.
with asked as (
  select package_number, sum(value)::bigint as view_count, min(requested_at) as first_at
  from requests
  group by package_number
)
select packages.package_id
from packages
left join asked using (package_number)
order by asked.view_count desc nulls last, asked.first_at nulls last, packages.package_id
