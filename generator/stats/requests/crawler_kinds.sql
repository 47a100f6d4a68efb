-- stat set: crawler_kinds
-- grain:    one row per kind of crawler that asked
-- columns:  kind text, request_count bigint, left_out_count bigint
--
-- Of requests that count but for the crawler; left_out_count of them are left out for it. Most first, ties by kind.
select kind, count(*) as request_count, sum(if(is_left_out, 1, 0))::bigint as left_out_count
from crawler_requests
group by kind
order by request_count desc, kind
