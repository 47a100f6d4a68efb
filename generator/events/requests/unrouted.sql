-- table:   unrouted
-- grain:   one row per path that was asked for
-- params:  route, statuses
-- columns: path, requests, is_routed
--
-- What the first lines of a log ask for, where its source says no route: GET, answered with one of the source's statuses.
with asked as (
  select split_part(path_of(target), '?', 1) as path, regexp_matches(path_of(target), $route) as is_routed
  from (select method, target, status, reason, left_out, package_id from log_lines limit 100000) as lines
  where reason is null and left_out is null and package_id is null and coalesce(method, 'GET') = 'GET' and list_contains($statuses, status)
)
select path, count(*) as requests, bool_or(is_routed) as is_routed
from asked
where starts_with(path, '/')
group by path
