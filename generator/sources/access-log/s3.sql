-- format:  access-log
-- form:    server access log of Amazon S3
-- table:   log_lines
-- reads:   log
-- when:    (?m)^\S+ \S+ \[\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\] \S+ \S+ \S+ (REST|WEBSITE|SOAP|BATCH|S3)\.
-- members: (^|/)[^/]*\d{4}(-\d\d){5}-[0-9A-F]{16}$|(^|/)(?![^/]*error)[^/]*(access|\.log)[^/]*$
-- columns: line, reason, left_out, method, target, status, time, address, agent, referrer, host
--
-- A line tells of an operation; those of a lifecycle rule or of a batch come without a request. A quote inside a field
-- stands as it is. The host is the fifth field behind the version; older lines end with the version.
with said as (
  select line, text, regexp_extract(text,
    '^\S+ \S+ \[([^\]]+)\] (\S+) \S+ \S+ \S+\.\S+ \S+ (?:"(.*?)"|-) (\d{3}|-) \S+ (?:\d+|-) (?:\d+|-) (?:\d+|-) (?:\d+|-) (?:"(.*?)"|-) (?:"(.*?)"|-) \S+(?: \S+ \S+ \S+ \S+ (\S+))?(?: .*)?$',
    ['time', 'address', 'request', 'status', 'referrer', 'agent', 'host']) as said
  from input
)
select line,
  if(said.time = '', 'not a line of an S3 access log: fewer fields; it may be cut off', null) as reason,
  if(said.time != '' and said.request in ('', '-'), 'an operation without a request', null) as left_out,
  split_part(said.request, ' ', 1) as method,
  split_part(said.request, ' ', 2) as target,
  coalesce(try_cast(said.status as integer), 0) as status,
  said.time as time,
  said.address as address,
  said.agent as agent,
  said.referrer as referrer,
  nullif(nullif(said.host, ''), '-') as host
from said
