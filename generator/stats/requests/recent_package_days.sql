-- stat set: recent_package_days
-- grain:    one row per package and day with a request
-- uses:     requests/package_days
-- params:   as_of
-- columns:  package_id text, day date, view_count bigint
--
-- The ninety days that end with the day of as_of, and six before them, which the first mean of seven days needs.
select package_id, day, view_count
from package_days
where day > $as_of::date - 96 and day <= $as_of::date
order by package_id, day
