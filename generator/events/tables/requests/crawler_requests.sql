-- table:  crawler_requests
-- grain:  one row per request by a crawler that counts, or would
-- params: zone
select requested_at,
  if($zone = 'UTC', requested_at, requested_at at time zone 'UTC' at time zone $zone) as local_at,
  crawler as kind, is_left_out
from staging.requests
anti join rejects using (part, line)
where crawler is not null
order by requested_at, kind
