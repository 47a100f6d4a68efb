-- stat set: traffic_days
-- grain:    one row per day with a request
-- params:   at_least
-- columns:  day date, view_count bigint, visitor_count bigint, is_few boolean
--
-- is_few: whether fewer than at_least people may have asked that day.
select requested_at::date as day, sum(value)::bigint as view_count, count(distinct daily_visitor) as visitor_count,
  count(distinct visitor) + count(*) - count(visitor) < $at_least as is_few
from requests
group by requested_at::date
order by day
