-- stat set: request_totals
-- grain:    one row
-- uses:     requests/package_day_counts
-- params:   as_of
-- columns:  view_count bigint, package_count bigint, first_day date, last_day date, today date, last_whole_day date
--
-- Everybody's requests of all packages. Without any, their days are null. today is the day of as_of, and last_whole_day is the last one that is over: that of
-- as_of at its last second, or where the newest of all requests is known by its day alone, as counters have it; else the one
-- before.
with newest as (
  select bool_or(is_day) as ends_with_day
  from requests
  where requested_at = (select max(requested_at) from requests)
)
select coalesce(sum(view_count), 0)::bigint as view_count, count(distinct package_number) as package_count,
  min(day) as first_day, max(day) as last_day,
  $as_of::date as today,
  if(
    $as_of::timestamp >= $as_of::date + interval 1 day - interval 1 second
      or (max(day) = $as_of::date and coalesce((select ends_with_day from newest), false)),
    $as_of::date,
    $as_of::date - 1
  ) as last_whole_day
from package_day_counts
