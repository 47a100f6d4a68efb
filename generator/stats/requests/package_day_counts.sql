-- stat set: package_day_counts
-- grain:    one row per package and day with a request
-- columns:  package_number int, day date, view_count bigint
--
-- Over the whole history and everybody; a counter of nothing is no request. Unordered, to build on.
select package_number, cast(requested_at as date) as day, cast(sum(value) as bigint) as view_count
from requests
group by package_number, cast(requested_at as date)
having sum(value) > 0
