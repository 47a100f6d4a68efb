-- table:  missing_requests
-- grain:  one row per request of what was not found
-- params: limit, zone
--
-- By all but the crawlers that are left out. limit: the last second that an event may have, since 1970.
select requested_at,
  if($zone = 'UTC', requested_at, requested_at at time zone 'UTC' at time zone $zone) as local_at,
  path, visitor
from staging.missing
where requested_at >= timestamp '1970-01-01' and requested_at < make_timestamp(($limit + 1)::bigint * 1000000)
order by requested_at, path
