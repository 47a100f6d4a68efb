-- format:  access-log
-- form:    access log of nginx, Apache and others in the common or combined format
-- table:   requests
-- reads:   log
-- when:    \[(\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}|\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-][\d:]+))\] ([^][" \n]+ |"[^" \n]*" )?"
-- members: (^|/)(?![^/]*error)[^/]*(access|\.log)[^/]*$
-- columns: line, reason, left_out, requested_at, is_day, package_id, value, visitor
--
-- Anything may stand in front of the address and behind the size, and one word, such as the host, before the request. In
-- quoted fields nginx and Apache write \xhh, \" and \\. Hardly a request that counts has such an escape, or a quote in
-- front of it: the others are told by one expression that captures nothing, and split, which is many times cheaper.
with told as (
  select line, text, regexp_matches(text, '^[^"]*' || logged(bare_word(), 'GET [^"\\]*', array_to_string($statuses, '|'))) as is_plain
  from input
), asked as (
  select line, text,
    case when is_plain then true else regexp_matches(text, logged(any_word(), escaped(), '\d{3}|-')) end as is_request,
    case
      when is_plain then split_part(split_part(text, '"', 2), ' ', 2)
      when regexp_matches(text, logged(any_word(), 'GET ' || escaped(), array_to_string($statuses, '|')))
        then split_part(regexp_extract(text, logged(any_word(), 'GET ' || escaped(), array_to_string($statuses, '|')), 2), ' ', 2)
    end as target
  from told
), plain as (
  select line, text, is_request,
    path_of(if(contains(target, '\'), unescaped(target), target)) as path
  from asked
), found as (
  select line, text, is_request, package_of(path, $route) as package
  from plain
), counted as (
  select line, text, is_request, nullif(package, '') as package,
    if(package is null, null, split_part(text, ' ', 1)) as name,
    case when package is not null then coalesce(
      nullif(regexp_extract(text, '\[([^][" ]+(?: [+-]\d{4})?)\] "', 1), ''),
      regexp_extract(text, '\[([^][" ]+(?: [+-]\d{4})?)\] ' || any_word() || ' "', 1)
    ) end as time
  from found
)
select line,
  if(is_request, null, 'not a line of an access log: no [time], "request", status and size; it may be cut off') as reason,
  if(package is null, 'a request that route: and status: do not count', null) as left_out,
  logged_at(time) as requested_at,
  false as is_day,
  decoded(package) as package_id,
  1 as value,
  visitor_of(case
    when package is null then null
    when regexp_full_match(name, address() || ',?') then rtrim(name, ',')
    else coalesce(nullif(regexp_extract(text, '^[^["]* ' || address() || ' [^[ ]+ ', 1), ''), split_part(ltrim(text), ' ', 1))
  end) as visitor
from counted
