-- table:  missing_requests
-- grain:  one row per request of what was not found
-- params: limit, zone
--
-- By all but the crawlers that are left out. A path may tell of somebody that has an @, an address in numbers, or a word that is
-- as long and mixed as keys are. limit: the last second that an event may have, since 1970.
select requested_at,
  if($zone = 'UTC', requested_at, requested_at at time zone 'UTC' at time zone $zone) as local_at,
  path,
  contains(path, '@') or regexp_matches(path, '[0-9]{1,3}[.][0-9]{1,3}[.][0-9]{1,3}[.][0-9]{1,3}')
    or regexp_matches(path, '[0-9a-fA-F]{1,4}:[0-9a-fA-F:]*:[0-9a-fA-F]')
    or coalesce(list_max(list_transform(string_split(path, '/'), lambda word: length(word) >= 20
      and regexp_matches(word, '[0-9]') and not regexp_matches(word, '[a-z]{4}[^/]*[._-][a-z]{2,5}$'))), false) as is_telling,
  signed(visitor) as visitor
from staging.missing
where requested_at >= timestamp '1970-01-01' and requested_at < make_timestamp(($limit + 1)::bigint * 1000000)
order by requested_at, path
