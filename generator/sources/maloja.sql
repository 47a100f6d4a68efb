-- format:  maloja
-- form:    Maloja export: JSON with scrobbles of time and track
-- table:   listens
-- reads:   json
-- at:      $.scrobbles, $.list, $
-- when:    ^\s*[\[{]
-- members: \.json(\.gz)?$
-- columns: line, reason, listened_at, artist_name, track_name, release_name, album_artist_name, duration_ms
--
-- Several artists are joined by ", ", as Maloja itself does when it passes a scrobble on. Also the answers of Maloja's
-- API (`list`), and scrobbles of version 2, whose title and artists stand beside the time. A scrobble's duration and a
-- track's length are in seconds.
with play as (
  select line, record,
    json_transform(record, '{
      "time": "VARCHAR", "title": "VARCHAR", "artists": ["VARCHAR"], "album": "VARCHAR",
      "duration": "VARCHAR", "length": "VARCHAR",
      "track": {"title": "VARCHAR", "artists": ["VARCHAR"], "length": "VARCHAR", "album": {"albumtitle": "VARCHAR", "name": "VARCHAR", "artists": ["VARCHAR"]}}
    }') as said
  from input
)
select line,
  if(record is null, 'not a JSON object', null) as reason,
  seconds(said.time, 'UTC') as listened_at,
  array_to_string(coalesce(said.track.artists, said.artists), ', ') as artist_name,
  coalesce(worded(said.track.title, record, '$.track.title'), worded(said.title, record, '$.title')) as track_name,
  coalesce(said.track.album.albumtitle, said.track.album.name, worded(said.album, record, '$.album')) as release_name,
  nullif(array_to_string(said.track.album.artists, ', '), '') as album_artist_name,
  coalesce(milliseconds_of(said.duration), milliseconds_of(said.track.length), milliseconds_of(said.length)) as duration_ms
from play
