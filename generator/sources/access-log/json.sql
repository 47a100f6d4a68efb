-- format:  access-log
-- form:    access log as JSON lines of Fastly, Cloudflare, Caddy, Traefik or nginx, also behind a syslog prefix
-- table:   requests
-- reads:   log
-- when:    (?m)^[^{\n]*\{[^\n]*"(\w*[mM]ethod|request)" *:
-- members: (^|/)(?![^/]*error)[^/]*(access|\.log|\.json|\.ndjson)[^/]*$
-- columns: line, reason, left_out, requested_at, is_day, package_id, value, visitor
--
-- Of the names that servers give to a thing the first counts that the line has. nginx may also write the whole request.
with parsed as (
  select line, text[strpos(text, '{'):] as record
  from input
), said as (
  select line, if(json_type(clean_json(record)) = 'OBJECT', clean_json(record), null) as record
  from parsed
), named as (
  select line, record is not null as is_record,
    json_extract_string(record, ['$.method', '$.request.method', '$.request_method', '$.RequestMethod', '$.ClientRequestMethod']) as methods,
    json_extract_string(record, ['$.url', '$.request.uri', '$.request_uri', '$.RequestPath', '$.ClientRequestURI', '$.uri', '$.path']) as targets,
    json_extract_string(record, ['$.status', '$.DownstreamStatus', '$.EdgeResponseStatus', '$.response_status']) as statuses,
    json_extract_string(record, ['$.date_time', '$.ts', '$.time_iso8601', '$.StartUTC', '$.EdgeStartTimestamp', '$.msec', '$.time_local', '$.time', '$.timestamp', '$."@timestamp"']) as times,
    json_extract_string(record, ['$.ip', '$.request.client_ip', '$.request.remote_ip', '$.request.remote_addr', '$.remote_addr', '$.ClientHost', '$.ClientIP', '$.client_ip', '$.remote_ip']) as names,
    if(json_type(record, '$.request') = 'VARCHAR', json_extract_string(record, '$.request'), '') as request
  from said
), asked as (
  select line, is_record, times, names,
    coalesce(methods[1], methods[2], methods[3], methods[4], methods[5], nullif(split_part(request, ' ', 1), '')) as method,
    coalesce(targets[1], targets[2], targets[3], targets[4], targets[5], nullif(split_part(request, ' ', 2), ''), targets[6], targets[7]) as target,
    try_cast(coalesce(statuses[1], statuses[2], statuses[3], statuses[4]) as integer) as status
  from named
), found as (
  select line, is_record, times, names, method, target, status,
    if(method = 'GET' and list_contains($statuses, status), package_of(path_of(target), $route), null) as package
  from asked
), counted as (
  select line, is_record, times, names, method, target, status, nullif(package, '') as package
  from found
)
select line,
  case
    when not is_record then 'not a JSON object: it may be cut off'
    when method is null then 'names no method'
    when target is null then 'names no address that was asked for'
    when status is null then 'no status that can be read'
  end as reason,
  if(package is null, 'a request that route: and status: do not count', null) as left_out,
  if(package is null, null, logged_at(coalesce(
    times[1], times[2], times[3], times[4], times[5], times[6], times[7], times[8], times[9], times[10]
  ))) as requested_at,
  false as is_day,
  decoded(package) as package_id,
  1 as value,
  visitor_of(coalesce(names[1], names[2], names[3], names[4], names[5], names[6], names[7], names[8], names[9])) as visitor
from counted
