-- stat set: traffic_totals
-- grain:    one row
-- columns:  view_count bigint, visited_count bigint, visitor_count bigint, timed_count bigint, without_referrer_count bigint,
--           own_referrer_count bigint, without_country_count bigint
--
-- Everybody's requests. visited_count are those whose visitor is known; a visitor is an address with an agent on one day, who
-- is another one on the next. Of timed_count the hour is known; without_referrer_count have no referrer, own_referrer_count one
-- of the site's own, and without_country_count no country.
select coalesce(sum(value), 0)::bigint as view_count,
  coalesce(sum(if(daily_visitor is not null, value, 0)), 0)::bigint as visited_count,
  count(distinct daily_visitor) as visitor_count,
  coalesce(sum(if(is_day, 0, value)), 0)::bigint as timed_count,
  coalesce(sum(if(referrer is null, value, 0)), 0)::bigint as without_referrer_count,
  coalesce(sum(if(referrer = '', value, 0)), 0)::bigint as own_referrer_count,
  coalesce(sum(if(country is null, value, 0)), 0)::bigint as without_country_count
from requests
