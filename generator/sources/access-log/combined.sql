-- format:  access-log
-- form:    access log of nginx, Apache and others in the common or combined format
-- table:   log_lines
-- reads:   log
-- when:    \S \[(\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}|\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-][\d:]+))\] ([^][" \n]+ |"[^" \n]*" )?"
-- members: (^|/)(?![^/]*error)[^/]*(access|\.log)[^/]*$
-- columns: line, reason, left_out, method, target, status, time, address, agent, referrer, host
--
-- Anything may stand in front of the address and behind the size, and one word, such as the host, before the request. In
-- quoted fields nginx and Apache write \xhh, \" and \\. Hardly a line has any of this: the others are told by one
-- expression that captures nothing, and split, which is many times cheaper.
with told as (
  select line, text, not contains(text, '\') and regexp_matches(text, logged_plainly()) as is_plain
  from input
), split as (
  select line, text, is_plain,
    case when is_plain then string_split(text, '"') end as pieces,
    case when not is_plain then regexp_extract(text, '^(.*?)' || logged(any_word(), escaped(), '\d{3}|-') || '(.*)$',
      ['ahead', 'time', 'request', 'status', 'behind']) end as parts,
    case when not is_plain then regexp_extract(text, '^(.*?)' || logged(any_word(), escaped(), '\d{3}|-'), 0) end as front
  from told
), named as (
  select line, text, is_plain, parts.ahead as ahead,
    is_plain or parts.time != '' as is_request,
    if(is_plain, split_part(pieces[1], ' ', 1), address_in(parts.ahead)) as address,
    if(is_plain, left(right(pieces[1], 28), 26), parts.time) as time,
    if(is_plain, pieces[2], unescaped(parts.request)) as request,
    if(is_plain, split_part(pieces[3], ' ', 2), parts.status) as status,
    if(is_plain, [pieces[4], pieces[6]], quoted_fields(parts.behind)) as fields,
    if(is_plain, null, coalesce(host_between(front, parts.time), host_in(parts.ahead))) as host
  from split
)
select line,
  if(is_request, null, if(is_server_message(text), null, 'not a line of an access log: no [time], "request", status and size; it may be cut off')) as reason,
  if(is_request, null, if(is_server_message(text), 'a message of the server, about no request', null)) as left_out,
  split_part(request, ' ', 1) as method,
  split_part(request, ' ', 2) as target,
  coalesce(try_cast(status as integer), 0) as status,
  time, address,
  if(fields[2] is null and not regexp_matches(fields[1], '^(-?$|[a-z]+://)'), fields[1], fields[2]) as agent,
  fields[1] as referrer,
  host
from named
