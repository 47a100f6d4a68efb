-- stat set: request_totals
-- grain:    one row
-- uses:     requests/package_day_counts
-- params:   as_of
-- columns:  view_count bigint, package_count bigint, first_day date?, last_day date?, today date, last_whole_day date
--
-- Everybody's requests of all packages. Without any, their days are null. today is the day of as_of, and last_whole_day is the
-- last one that is over: that of as_of at its last second, or where the newest of all requests is known by its day alone, as
-- counters have it; else the one before.
with newest as (
  select max(requested_at) as requested_at
  from requests
), counted as (
  select count(*) as day_count
  from requests
  join newest using (requested_at)
  where requests.is_day
), summed as (
  select coalesce(cast(sum(view_count) as bigint), 0) as view_count, count(distinct package_number) as package_count,
    min(day) as first_day, max(day) as last_day, cast($as_of as date) as today
  from package_day_counts
)
select summed.view_count, summed.package_count, summed.first_day, summed.last_day, summed.today,
  case
    when cast($as_of as timestamp) >= cast(summed.today + 1 as timestamp) - interval 1 second then summed.today
    when summed.last_day = summed.today and counted.day_count > 0 then summed.today
    else summed.today - 1
  end as last_whole_day
from summed
cross join counted
