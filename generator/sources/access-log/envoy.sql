-- format:  access-log
-- form:    access log of Envoy in its default format, or Istio's
-- table:   log_lines
-- reads:   log
-- when:    (?m)^\[\d{4}-\d\d-\d\dT[\d:.]+Z\] "[^"\n]*" \d+ \S+ 
-- members: (^|/)(?![^/]*error)[^/]*(access|envoy|istio|\.log)[^/]*$
-- columns: line, reason, left_out, method, target, status, time, address, agent, host
--
-- Who asked is told by X-Forwarded-For alone. Istio says three things more before the sizes. A status of 0 is a client that
-- went away. What is no request of HTTP has hyphens for its words.
with said as (
  select line, text, regexp_extract(text,
    '^\[(\d{4}-\d\d-\d\dT[\d:.]+Z)\] "([^"]*)" (\d+) \S+ (?:\S+ \S+ "[^"]*" )?\d+ \d+ (?:\d+|-) (?:\d+|-) "([^"]*)" "([^"]*)" "[^"]*" "([^"]*)" "[^"]*"(?: .*)?$',
    ['time', 'request', 'status', 'forwarded', 'agent', 'host']) as said
  from input
)
select line,
  if(said.time != '', null, if(is_server_message(text), null, 'not a line of Envoy''s access log; it may be cut off')) as reason,
  case
    when said.time = '' then if(is_server_message(text), 'a message of the server, about no request', null)
    when starts_with(said.request, '- ') then 'a connection without a request'
  end as left_out,
  split_part(said.request, ' ', 1) as method,
  split_part(said.request, ' ', 2) as target,
  coalesce(try_cast(said.status as integer), 0) as status,
  said.time as time,
  trim(split_part(said.forwarded, ',', 1)) as address,
  said.agent as agent,
  nullif(nullif(said.host, ''), '-') as host
from said
