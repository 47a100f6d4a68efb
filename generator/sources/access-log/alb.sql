-- format:  access-log
-- form:    access log of an AWS load balancer, Application or Classic
-- table:   log_lines
-- reads:   log
-- when:    (?m)^((http|https|h2|grpcs|ws|wss) )?\d{4}-\d\d-\d\dT[\d:.]+Z \S+ \S+:\d+ \S+ -?[\d.]+ -?[\d.]+ -?[\d.]+ (\d{3}|-) (\d{3}|-) 
-- members: (^|/)(?![^/]*error)[^/]*(access|elasticloadbalancing|\.log)[^/]*$
-- columns: line, reason, left_out, method, target, status, time, address, agent, host
--
-- A Classic one leaves the first field out, and what follows the protocol. The time is that of the answer. A request that could
-- not be read has hyphens for its words.
with said as (
  select line, text, regexp_extract(text,
    '^(?:[a-z0-9]+ )?(\d{4}-\d\d-\d\dT[\d:.]+Z) \S+ (\S+):\d+ \S+ -?[\d.]+ -?[\d.]+ -?[\d.]+ (\d{3}|-) (?:\d{3}|-) (?:\d+|-) (?:\d+|-) "((?:[^"\\]|\\.)*)"(?: "((?:[^"\\]|\\.)*)" \S+ \S+(?: \S+ "[^"]*" "([^"]*)")?)?(?: .*)?$',
    ['time', 'address', 'status', 'request', 'agent', 'host']) as said
  from input
)
select line,
  if(said.time = '', 'not a line of a load balancer''s access log: fewer fields; it may be cut off', null) as reason,
  if(split_part(said.request, ' ', 1) = '-', 'a request that could not be read', null) as left_out,
  split_part(said.request, ' ', 1) as method,
  split_part(unescaped(said.request), ' ', 2) as target,
  coalesce(try_cast(said.status as integer), 0) as status,
  said.time as time,
  said.address as address,
  if(contains(said.agent, '\'), unescaped(said.agent), said.agent) as agent,
  coalesce(nullif(nullif(said.host, ''), '-'), nullif(regexp_extract(said.request, ' [a-z]+://([^/: ]+)', 1), '')) as host
from said
