-- format:  access-log
-- form:    access log in the notation that log_format: of config.yaml says
-- table:   log_lines
-- reads:   log
-- when:    (?!)
-- members: (^|/)(?![^/]*error)[^/]*(access|\.log)[^/]*$
-- columns: line, reason, left_out, method, target, status, time, address, agent, referrer, host, country
--
-- Both macros are made of the notation, see generator/events/log_formats.py: what the fields of a line hold, empty where it
-- has none, and what a field says without the server's escapes. A client of a private network is a proxy, which says before
-- whom it stands. A line without a time does not fit. Where the notation has no method, it is not told.
with split as (
  select line, text, log_format_fields(text) as said
  from input
), told as (
  select line, text, said,
    log_format_text(said.request) as request,
    coalesce(nullif(nullif(log_format_text(said.target), ''), '-'), nullif(split_part(log_format_text(said.request), ' ', 2), ''),
      log_format_text(said.path) || if(said.query in ('', '-', '?'), '', if(starts_with(said.query, '?'), '', '?') || log_format_text(said.query))) as target,
    trim(split_part(said.forwarded, ',', 1)) as client
  from split
)
select line,
  if(said.time != '', null, if(is_server_message(text), null, 'does not fit the log_format: of its source; it may be cut off')) as reason,
  if(said.time != '', null, if(is_server_message(text), 'a message of the server, about no request', null)) as left_out,
  coalesce(nullif(said.method, ''), nullif(split_part(request, ' ', 1), '')) as method,
  target,
  coalesce(try_cast(said.status as integer), 0) as status,
  said.time as time,
  if(client not in ('', '-') and (said.address in ('', '-') or is_private(said.address)), client, said.address) as address,
  log_format_text(said.agent) as agent,
  log_format_text(said.referrer) as referrer,
  nullif(nullif(said.host, ''), '-') as host,
  said.country as country
from told
