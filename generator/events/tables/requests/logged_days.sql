-- table:  logged_days
-- grain:  one row per day, by the site's own clock, of which an access log has a line that can be read
-- params: limit, zone
--
-- Whether the line counts or not: what a log has no line of, it does not cover, and the views of such a day are unknown, not
-- 0. limit: the last second that an event may have, since 1970.
select distinct (logged_at at time zone 'UTC' at time zone $zone)::date as day
from staging.logged
where logged_at >= timestamp '1970-01-01' and logged_at < make_timestamp(($limit + 1)::bigint * 1000000)
order by day
