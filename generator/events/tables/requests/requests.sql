-- table:  requests
-- grain:  one row per request, or per counter
-- params: zone
--
-- Nothing folds: two equal lines of a log are two requests. zone: the site's own, for local_at; a day stays the same day.
select heard.requests.requested_at,
  if($zone = 'UTC' or heard.requests.is_day, heard.requests.requested_at, heard.requests.requested_at at time zone 'UTC' at time zone $zone) as local_at,
  packages.package_number, heard.requests.value, heard.requests.visitor, heard.requests.is_day
from heard.requests
anti join rejects using (part, line)
join packages using (package_id)
order by packages.package_number, heard.requests.requested_at, heard.requests.visitor, heard.requests.value
