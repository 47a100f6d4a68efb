-- format:  lastfm
-- form:    lastfmstats.com JSON: username, and scrobbles of track, artist, album, date
-- table:   listens
-- reads:   json
-- at:      $.scrobbles
-- when:    ^\s*\{\s*"(username|scrobbles)"
-- user:    ^\s*\{\s*"username"\s*:\s*"((?:[^"\\]|\\.)*)"
-- columns: line, reason, listened_at, artist_name, track_name, release_name
--
-- Dates are in milliseconds.
with play as (
  select line, record, json_transform(record, '{"date": "VARCHAR", "artist": "VARCHAR", "track": "VARCHAR", "album": "VARCHAR"}') as said
  from input
)
select line,
  if(record is null, 'not a JSON object', null) as reason,
  seconds(said.date, 'UTC') / 1000 as listened_at,
  worded(said.artist, record, '$.artist') as artist_name,
  worded(said.track, record, '$.track') as track_name,
  worded(said.album, record, '$.album') as release_name
from play
