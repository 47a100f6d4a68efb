-- stat set: recent_package_weeks
-- grain:    one row per package and ISO week with a request
-- uses:     requests/package_weeks
-- params:   as_of
-- columns:  package_id text, day date, view_count bigint
--
-- The week of as_of and the 51 before it, each called by its Monday.
select package_id, day, view_count
from package_weeks
where day > $as_of::date - 364 and day <= $as_of::date
order by package_id, day
