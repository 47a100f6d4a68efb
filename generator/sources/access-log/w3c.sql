-- format:  access-log
-- form:    W3C extended log, such as CloudFront and IIS write
-- table:   log_lines
-- reads:   lines
-- when:    (?m)^#Fields:
-- together: ^(#[^\n]*\n)*#Fields:
-- members: (^|/)(?![^/]*error)[^/]*\.(log|txt|gz)[^/]*$
-- columns: line, reason, method, target, status, time, address, agent, referrer, host
--
-- #Fields says what stands where in the lines below it, until the next one; columns are parted by tabs, else by spaces.
-- Times are UTC. CloudFront escapes the percent sign, so that what a client sent encoded is encoded twice. In an agent it
-- writes a space as %20, IIS as +.
with headed as (
  select line, text, starts_with(text, '#') as is_heading,
    if(starts_with(text, '#Fields:'), regexp_split_to_array(trim(text[9:]), '\s+'), null) as names
  from input
), placed as (
  select line, text, is_heading,
    last_value(if(names is null, null, {
      'date': list_position(names, 'date'), 'time': list_position(names, 'time'), 'method': list_position(names, 'cs-method'),
      'path': list_position(names, 'cs-uri-stem'), 'query': list_position(names, 'cs-uri-query'),
      'status': list_position(names, 'sc-status'), 'address': list_position(names, 'c-ip'),
      'agent': list_position(lowered(names), 'cs(user-agent)'),
      'referrer': list_position(lowered(names), 'cs(referer)'),
      'asked': list_position(names, 'x-host-header'),
      'host': coalesce(list_position(names, 'cs-host'), list_position(lowered(names), 'cs(host)'))
    }) ignore nulls) over (order by line) as place
  from headed
), said as (
  select line, place, string_split(text, if(contains(text, chr(9)), chr(9), ' ')) as fields
  from placed
  where not is_heading
), told as (
  select line, place,
    fields[place.method] as method, replace(fields[place.path], '%25', '%') as path, fields[place.query] as query,
    try_cast(fields[place.status] as integer) as status,
    fields[place.date] || ' ' || fields[place.time] as time,
    fields[place.address] as address,
    if(contains(fields[place.agent], '%'), decoded(replace(fields[place.agent], '%25', '%')), replace(fields[place.agent], '+', ' ')) as agent,
    fields[place.referrer] as referrer,
    coalesce(nullif(fields[place.asked], '-'), fields[place.host]) as host
  from said
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
  method,
  if(coalesce(query, '') in ('', '-'), path, path || '?' || query) as target,
  status, time, address, agent, referrer, host
from told
