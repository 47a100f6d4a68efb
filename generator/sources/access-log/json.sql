-- format:  access-log
-- form:    access log as JSON lines of Fastly, Cloudflare, Caddy, Traefik, Istio, Google Cloud or nginx, also behind a syslog prefix
-- table:   log_lines
-- reads:   log
-- when:    (?m)^[^{\n]*\{[^\n]*"(\w*[mM]ethod|request|ClientRequestPath|httpRequest)" *:
-- members: (^|/)(?![^/]*error)[^/]*(access|\.log|\.json|\.ndjson)[^/]*$
-- columns: line, reason, left_out, method, target, status, time, address, agent, referrer, host, country
--
-- Of the names that servers give to a thing the first counts that the line has. nginx may also write the whole request.
with parsed as (
  select line, text, text[strpos(text, '{'):] as record
  from input
), said as (
  select line, text, if(json_type(clean_json(record)) = 'OBJECT', clean_json(record), null) as record
  from parsed
), named as (
  select line, record is not null as is_record,
    text, record,
    json_extract_string(record, ['$.method', '$.request.method', '$.request_method', '$.RequestMethod', '$.ClientRequestMethod', '$.httpRequest.requestMethod']) as methods,
    json_extract_string(record, ['$.url', '$.request.uri', '$.request_uri', '$.RequestPath', '$.ClientRequestURI', '$.httpRequest.requestUrl', '$.ClientRequestPath', '$.uri', '$.path']) as targets,
    json_extract_string(record, ['$.status', '$.DownstreamStatus', '$.EdgeResponseStatus', '$.response_status', '$.response_code', '$.httpRequest.status', '$.OriginStatus']) as statuses,
    json_extract_string(record, ['$.date_time', '$.ts', '$.time_iso8601', '$.StartUTC', '$.EdgeStartTimestamp', '$.start_time', '$.msec', '$.time_local', '$.time', '$.timestamp', '$."@timestamp"']) as times,
    json_extract_string(record, ['$.ip', '$.request.client_ip', '$.request.remote_ip', '$.request.remote_addr', '$.remote_addr', '$.ClientHost', '$.ClientIP', '$.client_ip', '$.remote_ip', '$.httpRequest.remoteIp', '$.x_forwarded_for']) as addresses,
    json_extract_string(record, ['$.request.headers."User-Agent"[0]', '$.http_user_agent', '$.user_agent', '$.ClientRequestUserAgent', '$."request_User-Agent"', '$.request_user_agent', '$.userAgent', '$.agent', '$.httpRequest.userAgent']) as agents,
    json_extract_string(record, ['$.request.headers.Referer[0]', '$.http_referer', '$.referer', '$.ClientRequestReferer', '$.request_Referer', '$.request_referer', '$.http_referrer', '$.referrer', '$.httpRequest.referer']) as referrers,
    json_extract_string(record, ['$.request.host', '$.ClientRequestHost', '$.RequestHost', '$.http_host', '$.server_name', '$.vhost', '$.authority', '$.host']) as hosts,
    json_extract_string(record, ['$.ClientCountry', '$.country', '$.country_code', '$.geo_country', '$.geo_country_code', '$.geoip_country_code', '$.geoip2_country_code', '$.request.headers."Cf-Ipcountry"[0]', '$.request.headers."X-Country"[0]', '$.request.headers."X-Country-Code"[0]', '$.client_country']) as countries,
    if(json_type(record, '$.request') = 'VARCHAR', json_extract_string(record, '$.request'), '') as request
  from said
), told as (
  select line, is_record, text, record, times, addresses, agents, referrers, hosts, countries,
    coalesce(methods[1], methods[2], methods[3], methods[4], methods[5], methods[6], nullif(split_part(request, ' ', 1), '')) as method,
    coalesce(targets[1], targets[2], targets[3], targets[4], targets[5], targets[6], targets[7], nullif(split_part(request, ' ', 2), ''), targets[8], targets[9]) as target,
    try_cast(first_of(statuses) as integer) as status
  from named
), judged as (
  select line, is_record, times, addresses, agents, referrers, hosts, countries, method, target, status,
    case
      when method is not null then null
      when if(is_record, is_logged_message(record), is_server_message(text)) then 'a message of the server, about no request'
    end as left_out
  from told
)
select line,
  case
    when left_out is not null then null
    when not is_record then 'not a JSON object: it may be cut off'
    when method is null then 'names no method'
    when target is null then 'names no address that was asked for'
    when status is null then 'no status that can be read'
  end as reason,
  left_out,
  method, target, status,
  first_of(times) as time,
  first_of(addresses) as address,
  first_of(agents) as agent,
  first_of(referrers) as referrer,
  first_of(hosts) as host,
  first_of(countries) as country
from judged
