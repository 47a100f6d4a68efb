-- format:  access-log
-- form:    HTTP log of HAProxy (option httplog or httpslog)
-- table:   log_lines
-- reads:   log
-- when:    \[\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d\.\d{3}\] \S+ \S+/\S+ [-+\d/]+ -?\d+ 
-- members: (^|/)(?![^/]*error)[^/]*(access|haproxy|\.log)[^/]*$
-- columns: line, reason, left_out, method, target, status, time, address, host
--
-- Times have no zone: they are in the source's timezone:. What is captured of headers stands in braces, and only the
-- configuration says which: one that is the name of a host is taken for the one that was asked. A request may be cut off with
-- its quote; one that could not be read is <BADREQ>. A log of connections (option tcplog) names no request.
with said as (
  select line, text, regexp_extract(text,
    '(?:^| )(\S+):\d+ \[(\d\d/[A-Z][a-z][a-z]/\d{4}:\d\d:\d\d:\d\d\.\d{3})\] \S+ \S+/\S+ [-+]?\d+/[-+]?\d+/[-+]?\d+/[-+]?\d+/[-+]?\d+ (-?\d{1,3}) \+?\d+ \S+ \S+ \S{4} [-+\d/]+ [-\d/]+ (?:\{([^{}]*)\} )?(?:\{[^{}]*\} )?"([^"]*)"?(?: .*)?$',
    ['address', 'time', 'status', 'captured', 'request']) as said,
    regexp_matches(text, ' \[[^\]]+\] \S+ \S+/\S+ [-+\d/]+ \+?\d+ \S{2} [-+\d/]+ [-\d/]+$') as is_connection
  from input
), told as (
  select line, text, said, is_connection, try_strptime(said.time, '%d/%b/%Y:%H:%M:%S.%g') as clock
  from said
)
select line,
  if(clock is not null or is_connection, null, if(is_server_message(text), null, 'not a line of HAProxy''s HTTP log; it may be cut off')) as reason,
  case
    when clock is not null then if(said.request = '<BADREQ>', 'a request that could not be read', null)
    when is_connection then 'a connection without a request'
    when is_server_message(text) then 'a message of the server, about no request'
  end as left_out,
  split_part(said.request, ' ', 1) as method,
  split_part(said.request, ' ', 2) as target,
  greatest(coalesce(try_cast(said.status as integer), 0), 0) as status,
  if($timezone = 'UTC', clock, clock at time zone $timezone at time zone 'UTC')::varchar as time,
  said.address as address,
  nullif(regexp_extract(said.captured, '^(?:[^|]*\|)?((?:[\w-]+\.)+[a-zA-Z][\w-]*)(?::\d+)?(?:\||$)', 1), '') as host
from told
