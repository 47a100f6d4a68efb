-- stat set: traffic_countries
-- grain:    one row per country with a request
-- params:   at_least
-- columns:  code text, name text, view_count bigint, visitor_count bigint, is_few boolean
--
-- Most views first, ties by code. is_few: whether fewer than at_least people may have asked from there.
with counted as (
  select country as code, sum(value)::bigint as view_count, count(distinct daily_visitor) as visitor_count,
    count(distinct visitor) + count(*) - count(visitor) < $at_least as is_few
  from requests
  where country is not null
  group by country
)
select counted.code, coalesce(countries.country_name, counted.code) as name, counted.view_count, counted.visitor_count,
  counted.is_few
from counted
left join countries on countries.alpha_2 = counted.code
order by view_count desc, code
