-- format:  access-log
-- form:    download log of a package index: download or simple, time, country, path and more between bars
-- table:   requests
-- reads:   log
-- when:    (?m)^(download|simple)\|
-- members: (^|/)(?![^/]*error)[^/]*\.log[^/]*$
-- columns: line, reason, left_out, requested_at, is_day, package_id, value, visitor
--
-- Only what was answered is logged, without a method, a status and an address. A download names its project itself; a look
-- at the index counts when the route matches its path.
with said as (
  select line, string_split(text, '|') as fields, regexp_matches(text, '^(?:download|simple)(?:\|[^|]*){9}') as is_whole
  from input
), found as (
  select line, fields, is_whole,
    case fields[1] when 'download' then fields[7] when 'simple' then decoded(package_of(fields[4], $route)) end as package
  from said
), counted as (
  select line, fields, is_whole, nullif(package, '') as package
  from found
)
select line,
  case
    when not is_whole then 'not a line of a download log: fewer than 10 fields between bars, or it begins with another word'
    when fields[1] = 'download' and package is null then 'a download that names no project'
  end as reason,
  if(package is null, 'a request that route: and status: do not count', null) as left_out,
  if(package is null, null, try_strptime(fields[2], '%a, %d %b %Y %H:%M:%S GMT')) as requested_at,
  false as is_day,
  package as package_id,
  1 as value,
  null::ubigint as visitor
from counted
