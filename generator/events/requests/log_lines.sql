-- table:   staging.requests, staging.missing, staging.logged
-- grain:   one row per line of a log
-- params:  route, statuses, own_hosts
-- columns: line, reason, left_out, requested_at, logged, package_id, missing, address, agent, referrer, country
--
-- What all forms of logs have in common: which lines count, and what they tell then. A line counts where its method is GET,
-- its status one of the source's and the route names a package; where a log does not say, it holds only such lines.
-- A route that captures nothing of a path has found the home page, which is called /. missing is the path of what was not found.
-- Of any other line only the reason is told, and, where it can be read, the minute.
with asked as not materialized (
  select line, reason, left_out, method, target, status, time, address, agent, referrer, host, country,
    case
      when reason is not null or left_out is not null or coalesce(method, 'GET') != 'GET' then null
      when coalesce(list_contains($statuses, status), true) then coalesce(package_id, decoded(package_of(path_of(target), $route)))
    end as package
  from log_lines
), counted as not materialized (
  select line, reason, left_out, target, time, address, agent, referrer, host, country,
    if(package = '', '/', package) as package_id,
    package is not null as is_counted,
    coalesce(status = 404 and reason is null and left_out is null and coalesce(method, 'GET') = 'GET', false) as is_missing
  from asked
), told as not materialized (
  select line, reason, left_out, target, time, host, country, package_id, is_counted, is_missing,
    case when is_counted or is_missing then bare_address(address) end as address,
    case when is_counted or is_missing then nullif(nullif(agent, '-'), '') end as agent,
    case when is_counted then host_of(referrer) end as referrer
  from counted
)
select line, reason,
  case when left_out is not null then left_out when reason is null and not is_counted then 'a request that route: and status: do not count' end as left_out,
  case when is_counted or is_missing then logged_at(time) end as requested_at,
  case when reason is null then logged_minute(time) end as logged,
  package_id,
  case when is_missing then decoded(split_part(path_of(target), '?', 1)) end as missing,
  address, agent,
  case when referrer is not null then if(referrer = bare_host(host) or list_contains($own_hosts, referrer), '', referrer) end as referrer,
  case when is_counted and regexp_full_match(country, '[A-Za-z]{2}') then nullif(upper(country), 'XX') end as country
from told
