-- format:  access-log
-- form:    access log as JSON lines of Caddy, Traefik, Envoy, nginx, Fastly, Cloudflare, CloudFront, Azure, Google Cloud, Vercel, Netlify and others, also behind a syslog prefix
-- table:   log_lines
-- reads:   log
-- when:    (?m)^[^{\n]*\{[^\n]*"(:?\w*[mM]ethod|request|ClientRequestPath|httpRequest|cs-method)" *:
-- members: (^|/)(?![^/]*error)[^/]*(access|\.log|\.json|\.ndjson)[^/]*$
-- columns: line, reason, left_out, method, target, status, time, address, agent, referrer, host, country
--
-- Of the names that servers give to a thing the first counts that the line has. nginx may also write the whole request,
-- CloudFront and Azure the day, the time and the query by themselves, Caddy for consoles the time in front of the record. What stands first of several addresses is the client's.
with parsed as (
  select line, text, text[strpos(text, '{'):] as record
  from input
), said as (
  select line, text, if(json_type(clean_json(record)) = 'OBJECT', clean_json(record), null) as record
  from parsed
), named as (
  select line, record is not null as is_record,
    text, record,
    json_extract_string(record, ['$.method', '$.request.method', '$.request_method', '$.RequestMethod', '$.ClientRequestMethod', '$.httpRequest.requestMethod', '$."cs-method"', '$.req_method', '$.":method"', '$.req.method', '$.proxy.method', '$.properties.httpMethod', '$.properties.CsMethod', '$.http.request.method', '$.http.method', '$.Event.Request.Method']) as methods,
    json_extract_string(record, ['$.proxy.path', '$.url.original', '$.url.path', '$.url', '$.request.uri', '$.request_uri', '$.RequestPath', '$.ClientRequestURI', '$.httpRequest.requestUrl', '$.ClientRequestPath', '$.properties.requestUri', '$.properties.CsUriStem', '$."cs-uri-stem"', '$.req.url', '$.req_path', '$."x-envoy-origin-path"']) as targets,
    json_extract_string(record, ['$.uri', '$.path', '$.http.target', '$.Event.Request.URL']) as paths,
    json_extract_string(record, ['$."cs-uri-query"', '$.properties.CsUriQuery', '$.url.query']) as queries,
    json_extract_string(record, ['$.status', '$.DownstreamStatus', '$.EdgeResponseStatus', '$.response_status', '$.response_code', '$.httpRequest.status', '$.OriginStatus', '$.status_code', '$."sc-status"', '$.res.statusCode', '$.proxy.statusCode', '$.statusCode', '$.properties.httpStatusCode', '$.properties.httpStatus', '$.properties.ScStatus', '$.http.response.status_code', '$.http.status_code', '$.Event.Response.Status']) as statuses,
    json_extract_string(record, ['$.date_time', '$.ts', '$.time_iso8601', '$.StartUTC', '$.EdgeStartTimestamp', '$.start_time', '$.msec', '$.time_local', '$.time', '$.timestamp', '$."@timestamp"', '$."timestamp(ms)"', '$.EdgeEndTimestamp', '$.Datetime', '$.timeStamp', '$.EventTimestampMs']) as times,
    json_extract_string(record, '$.date') || ' ' || json_extract_string(record, '$.time') as day_and_time,
    json_extract_string(record, ['$.ip', '$.request.client_ip', '$.request.remote_ip', '$.request.remote_addr', '$.remote_addr', '$.ClientHost', '$.ClientIP', '$.client_ip', '$.remote_ip', '$.httpRequest.remoteIp', '$.x_forwarded_for', '$."c-ip"', '$."x-forwarded-for"', '$.downstream_remote_address', '$.proxy.clientIp', '$.properties.clientIp', '$.properties.clientIP', '$.properties.CIp', '$.req.remoteAddress', '$.source.ip', '$.client.ip', '$.source.address']) as addresses,
    json_extract_string(record, ['$.request.headers."User-Agent"[0]', '$.http_user_agent', '$.user_agent.original', '$.user_agent', '$.ClientRequestUserAgent', '$."request_User-Agent"', '$.request_user_agent', '$.userAgent', '$.agent', '$.httpRequest.userAgent', '$."user-agent"', '$."cs(User-Agent)"', '$.proxy.userAgent[0]', '$.properties.userAgent', '$.properties.UserAgent', '$.req.headers."user-agent"']) as agents,
    json_extract_string(record, ['$.request.headers.Referer[0]', '$.http_referer', '$.referer', '$.ClientRequestReferer', '$.request_Referer', '$.request_referer', '$.http_referrer', '$.referrer', '$.httpRequest.referer', '$."cs(Referer)"', '$.proxy.referer', '$.properties.referer', '$.properties.Referer', '$.req.headers.referer', '$.http.request.referrer']) as referrers,
    json_extract_string(record, ['$.proxy.host', '$.request.host', '$.ClientRequestHost', '$.RequestHost', '$.http_host', '$.server_name', '$.vhost', '$.authority', '$.host', '$."x-host-header"', '$."cs(Host)"', '$.":authority"', '$.properties.hostName', '$.properties.CsHost', '$.properties.host', '$.req.headers.host', '$.url.domain']) as hosts,
    json_extract_string(record, ['$.ClientCountry', '$.country', '$.country_code', '$.geo_country', '$.geo_country_code', '$.geoip_country_code', '$.geoip2_country_code', '$.request.headers."Cf-Ipcountry"[0]', '$.request.headers."X-Country"[0]', '$.request.headers."X-Country-Code"[0]', '$.client_country', '$."c-country"']) as countries,
    if(json_type(record, '$.request') = 'VARCHAR', json_extract_string(record, '$.request'), '') as request
  from said
), told as (
  select line, is_record, text, record, coalesce(day_and_time, first_of(times), nullif(regexp_extract(text, '^(\d{4}/\d\d/\d\d [\d:.]+)\s', 1), '')) as time, addresses, agents, referrers, hosts, countries,
    coalesce(first_of(methods), nullif(split_part(request, ' ', 1), '')) as method,
    coalesce(first_of(targets), nullif(split_part(request, ' ', 2), ''), first_of(paths)) as target, nullif(nullif(first_of(queries), '-'), '') as query,
    try_cast(first_of(statuses) as integer) as status
  from named
), judged as (
  select line, is_record, time, addresses, agents, referrers, hosts, countries, method, status,
    if(query is null or contains(target, '?'), target, target || if(starts_with(query, '?'), '', '?') || query) as target,
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
  time,
  trim(split_part(first_of(addresses), ',', 1)) as address,
  first_of(agents) as agent,
  first_of(referrers) as referrer,
  first_of(hosts) as host,
  first_of(countries) as country
from judged
