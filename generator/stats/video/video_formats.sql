-- stat set: video_formats
-- grain:    one row per format of files with events
-- columns:  format text, event_count bigint
select format, cast(sum(event_count) as bigint) as event_count
from domains
where domain = 'video' and event_count > 0
group by format
order by format
