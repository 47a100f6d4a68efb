-- table: packages
-- grain: one row per package that was asked for
with asked as (
  select distinct package_id
  from staging.requests
  anti join rejects using (part, line)
  where not coalesce(is_left_out, false)
)
select (row_number() over (order by package_id))::integer as package_number, package_id
from asked
