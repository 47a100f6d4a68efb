-- table:  logged_days
-- grain:  one row per day, by the site's own clock, of which an access log has a line that counts
-- params: logs, zone
--
-- logs: the sources that are logs. What a log has no line of, it does not cover: the views of such a day are unknown, not 0.
select distinct (heard.requests.requested_at at time zone 'UTC' at time zone $zone)::date as day
from heard.requests
anti join rejects using (part, line)
join parts using (part)
where list_contains($logs, parts.source)
order by day
