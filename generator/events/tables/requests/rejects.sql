-- table:  rejects
-- grain:  one row per line of a log or a counter that is no event
-- params: limit
--
-- Such as the source itself did not reject. limit: the last second that an event may have, since 1970.
select part, line,
  case
    when requested_at is null then 'no time that can be read'
    when requested_at < timestamp '1970-01-01' then 'before 1970-01-01'
    else 'later than as_of, or than the clock'
  end as reason
from staging.requests
where requested_at is null or requested_at < timestamp '1970-01-01' or requested_at >= make_timestamp(($limit + 1)::bigint * 1000000)
