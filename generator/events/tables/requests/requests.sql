-- table:  requests
-- grain:  one row per request, or per counter
-- params: zone
--
-- Nothing folds: two equal lines of a log are two requests. zone: the site's own, for local_at; a day stays the same day.
-- A host is public unless it is an address in numbers, a name without a domain, or longer than can be.
-- daily_visitor is another hash of the same caller on every local day.
with placed as (
  select
    staging.requests.requested_at,
    if($zone = 'UTC' or staging.requests.is_day, staging.requests.requested_at, staging.requests.requested_at at time zone 'UTC' at time zone $zone) as local_at,
    packages.package_number, staging.requests.value, staging.requests.visitor, staging.requests.is_day, staging.requests.caller,
    staging.requests.referrer, staging.requests.country, staging.requests.crawler
  from staging.requests
  anti join rejects using (part, line)
  join packages using (package_id)
  where not coalesce(staging.requests.is_left_out, false)
)
select requested_at, local_at, package_number, value, signed(visitor) as visitor, is_day,
  case when caller is not null then signed(hash(local_at::date, caller)) end as daily_visitor,
  referrer, length(referrer) <= 253 and regexp_matches(referrer, '[.][^.0-9:]+[^.:]*$') as is_public_referrer, country, crawler
from placed
order by package_number, requested_at, visitor, value
