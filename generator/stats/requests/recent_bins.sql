-- stat set: recent_bins
-- grain:    one row per package, resolution and day, ISO week or month with a request
-- uses:     requests/package_bins
-- params:   as_of
-- columns:  package_id text, resolution text, day date, view_count bigint
--
-- What the page of a package shows: the ninety days that end with that of as_of, and six before them, which the first mean of
-- seven days needs; every week and every month.
select package_id, resolution, day, view_count
from package_bins
where resolution <> 'day' or (day <= cast($as_of as date) and day > cast($as_of as date) - 96)
order by package_id, resolution, day
