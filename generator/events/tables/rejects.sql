-- table:  rejects
-- grain:  one row per line of a history that is no event
-- params: limit
--
-- The first reason that holds. limit: the last second that an event may have, since 1970. Times that are seconds from the
-- year 5138 on are none. The rejects of a reference are told when it is read.
select part, line, coalesce(reason, case
  when listened_at is null then 'no time that can be read'
  when listened_at <= 0 then 'the time is 0 (1970-01-01): the export lost it'
  when listened_at < 1033430400 then 'before 2002-10-01, when scrobbling began'
  when listened_at between 100000000000 and 99999999999999 then 'the time is in milliseconds, where this format has seconds'
  when listened_at >= 100000000000000 then 'the time is in microseconds or less, where this format has seconds'
  when listened_at > $limit then 'later than as_of, or than the clock'
  when coalesce(trim(artist_name), '') = '' then 'no artist name'
  when coalesce(trim(track_name), '') = '' then 'no track name'
  else 'no user: name one with user: at this source'
end) as reason
from staging.listens
where reason is not null
  or listened_at is null or listened_at < 1033430400 or listened_at > $limit
  or ((not is_named(artist_name, track_name) or coalesce(trim(user_name), '') = '') and not is_server_play)
