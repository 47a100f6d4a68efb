-- format:  access-log
-- form:    download log of a package index: download or simple, time, country, path and more between bars
-- table:   log_lines
-- reads:   log
-- when:    (?m)^(download|simple)\|
-- members: (^|/)(?![^/]*error)[^/]*\.log[^/]*$
-- columns: line, reason, target, time, agent, country, package_id
--
-- Only what was answered is logged, without a method, a status and an address. A download names its project itself; a look
-- at the index counts when the route matches its path. Behind the tenth bar stands the agent, which may have bars.
with said as (
  select line, string_split(text, '|') as fields, regexp_matches(text, '^(?:download|simple)(?:\|[^|]*){9}') as is_whole
  from input
)
select line,
  case
    when not is_whole then 'not a line of a download log: fewer than 10 fields between bars, or it begins with another word'
    when fields[1] = 'download' and fields[7] = '' then 'a download that names no project'
  end as reason,
  if(fields[1] = 'simple', fields[4], null) as target,
  fields[2] as time,
  array_to_string(fields[10:], '|') as agent,
  fields[3] as country,
  if(fields[1] = 'download', fields[7], null) as package_id
from said
