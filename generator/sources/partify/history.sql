-- format:  partify
-- form:    Partify's answers to GET /history, page by page: JSON
-- table:   listens
-- reads:   json
-- at:      $.tracks, $
-- when:    ^\s*[\[{]
-- members: \.(db|sqlite3?|json)(\.gz)?$
-- columns: line, reason, listened_at, user_name, artist_name, track_name, release_name, duration_ms, is_server_play
--
-- The times are those of the server's clock, in the source's timezone. A page has a user's display name alone. A play
-- without an artist or a title is of an unknown track.
with play as (
  select line, record,
    json_transform(record, '{
      "time_played": "VARCHAR", "artist": "VARCHAR", "title": "VARCHAR", "album": "VARCHAR", "length": "VARCHAR", "user": "VARCHAR"
    }') as said
  from input
)
select line,
  case
    when record is null then 'not a JSON object'
    when json_extract_string(record, '$.status') = 'error' then 'not a page: Partify answered with an error'
  end as reason,
  seconds(worded(said.time_played, record, '$.time_played'), $timezone) as listened_at,
  worded(said.user, record, '$.user') as user_name,
  coalesce(worded(said.artist, record, '$.artist'), '') as artist_name,
  coalesce(worded(said.title, record, '$.title'), '') as track_name,
  worded(said.album, record, '$.album') as release_name,
  milliseconds_of_track(said.length) as duration_ms,
  true as is_server_play
from play
