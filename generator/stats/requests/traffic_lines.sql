-- stat set: traffic_lines
-- grain:    one row per day with a request, hour of the day, referrer, country and path that was not found
-- params:   at_least
-- columns:  list text, day date?, hour bigint?, name text?, view_count bigint, visitor_count bigint, is_few boolean
--
-- `list` says of which of them a row is. Days and hours come in order, of the others the one with most views first, ties by
-- name, those of countries by their codes. Of the hours only requests whose hour is known are counted, of referrers not those
-- of the site's own. is_few: whether fewer than at_least people may have asked that day, in that hour, from there or for it, or
-- the name may tell of somebody.
with told as (
  select 'days' as list, cast(requested_at as date) as day, cast(null as integer) as hour, cast(null as string) as name,
    false as is_telling, value, visitor, daily_visitor
  from requests
  union all
  select 'hours' as list, cast(null as date) as day, hour(requested_at) as hour, cast(null as string) as name,
    false as is_telling, value, visitor, daily_visitor
  from requests
  where not is_day
  union all
  select 'referrers' as list, cast(null as date) as day, cast(null as integer) as hour, referrer as name,
    not is_public_referrer as is_telling, value, visitor, daily_visitor
  from requests
  where referrer != ''
  union all
  select 'countries' as list, cast(null as date) as day, cast(null as integer) as hour, country as name,
    false as is_telling, value, visitor, daily_visitor
  from requests
  where country is not null
  union all
  select 'paths' as list, cast(null as date) as day, cast(null as integer) as hour, path as name,
    is_telling, 1 as value, visitor, cast(null as bigint) as daily_visitor
  from missing_requests
), counted as (
  select list, day, hour, name, cast(sum(value) as bigint) as view_count, count(distinct daily_visitor) as visitor_count,
    count(distinct visitor) + count(*) - count(visitor) < $at_least or max(case when is_telling then 1 else 0 end) = 1 as is_few
  from told
  group by list, day, hour, name
)
select counted.list, counted.day, counted.hour, coalesce(countries.country_name, counted.name) as name, counted.view_count,
  counted.visitor_count, counted.is_few
from counted
left join countries on counted.list = 'countries' and countries.alpha_2 = counted.name
order by counted.list, counted.day nulls last, counted.hour nulls last, counted.view_count desc, counted.name nulls last
