-- stat set: traffic_referrers
-- grain:    one row per host that led here
-- params:   at_least
-- columns:  name text, view_count bigint, visitor_count bigint, is_few boolean
--
-- Most views first, ties by name. Left out are the site's own hosts. is_few: whether fewer than at_least people may have come
-- from there, or the host is none that is public: an address in numbers, a name without a domain, or one longer than can be.
select referrer as name, sum(value)::bigint as view_count, count(distinct daily_visitor) as visitor_count,
  count(distinct visitor) + count(*) - count(visitor) < $at_least
    or length(referrer) > 253 or not regexp_matches(referrer, '[.][^.0-9:]+[^.:]*$') as is_few
from requests
where referrer != ''
group by referrer
order by view_count desc, name
