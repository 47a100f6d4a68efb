-- table:  left_out
-- grain:  one row per file and kind of crawler
--
-- What counts but for the crawler that asked, where its source leaves crawlers out.
select part, 'a request by a crawler: ' || crawler as reason, count(*) as lines
from staging.requests
anti join rejects using (part, line)
where coalesce(is_left_out, false)
group by part, crawler
order by part, crawler
