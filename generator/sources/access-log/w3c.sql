-- format:  access-log
-- form:    W3C extended log, such as CloudFront and IIS write
-- table:   requests
-- reads:   lines
-- when:    (?m)^#Fields:
-- together: ^(#[^\n]*\n)*#Fields:
-- members: (^|/)(?![^/]*error)[^/]*\.(log|txt|gz)[^/]*$
-- columns: line, reason, left_out, requested_at, is_day, package_id, value, visitor
--
-- #Fields says what stands where in the lines below it, until the next one; columns are parted by tabs, else by spaces.
-- Times are UTC. CloudFront escapes the percent sign, so that what a client sent encoded is encoded twice.
with headed as (
  select line, text, starts_with(text, '#') as is_heading,
    if(starts_with(text, '#Fields:'), regexp_split_to_array(trim(text[9:]), '\s+'), null) as names
  from input
), placed as (
  select line, text, is_heading,
    last_value(if(names is null, null, {
      'date': list_position(names, 'date'), 'time': list_position(names, 'time'), 'method': list_position(names, 'cs-method'),
      'path': list_position(names, 'cs-uri-stem'), 'query': list_position(names, 'cs-uri-query'),
      'status': list_position(names, 'sc-status'), 'address': list_position(names, 'c-ip')
    }) ignore nulls) over (order by line) as place
  from headed
), said as (
  select line, place, string_split(text, if(contains(text, chr(9)), chr(9), ' ')) as fields
  from placed
  where not is_heading
), asked as (
  select line, place,
    fields[place.method] as method, replace(fields[place.path], '%25', '%') as path, fields[place.query] as query,
    try_cast(fields[place.status] as integer) as status,
    fields[place.date] || ' ' || fields[place.time] as time,
    fields[place.address] as name
  from said
), found as (
  select line, place, method, path, status, time, name,
    if(method = 'GET' and list_contains($statuses, status),
      package_of(if(coalesce(query, '') in ('', '-'), path, path || '?' || query), $route), null) as package
  from asked
), counted as (
  select line, place, method, path, status, time, name, nullif(package, '') as package
  from found
)
select line,
  case
    when place is null then 'no #Fields line above says what its columns are'
    when place.date is null or place.time is null then 'the #Fields line above names no date and time'
    when place.method is null or place.path is null or place.status is null
      then 'the #Fields line above does not name all of cs-method, cs-uri-stem and sc-status'
    when method is null or path is null or status is null then 'fewer columns than the #Fields line above names, or no status'
    when try_cast(time as timestamp) is null then 'no time that can be read'
  end as reason,
  if(package is null, 'a request that route: and status: do not count', null) as left_out,
  if(package is null, null, try_cast(time as timestamp)) as requested_at,
  false as is_day,
  decoded(package) as package_id,
  1 as value,
  visitor_of(name) as visitor
from counted
