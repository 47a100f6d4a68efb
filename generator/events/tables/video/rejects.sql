-- table:  rejects
-- grain:  one row per line of a file of videos that is no event because of its time
-- params: limit
--
-- Rejects for what a line says itself are told when it is read. limit: the last second that an event may have, since 1970.
select part, line,
  case
    when happened_at is null then 'no time that can be read'
    when happened_at <= make_timestamp(0) then 'the time is 0 (1970-01-01), or before: the file lost it'
    else 'later than as_of, or than the clock'
  end as reason
from staging.videos
where happened_at is null or happened_at <= make_timestamp(0) or happened_at >= make_timestamp(($limit::bigint + 1) * 1000000)
