-- stat set: traffic_hours
-- grain:    one row per hour of the day with a request
-- params:   at_least
-- columns:  hour int, view_count bigint, is_few boolean
--
-- Of requests whose hour is known. is_few: whether fewer than at_least people may have asked in that hour.
select extract(hour from requested_at)::integer as hour, sum(value)::bigint as view_count,
  count(distinct visitor) + count(*) - count(visitor) < $at_least as is_few
from requests
where not is_day
group by extract(hour from requested_at)
order by hour
