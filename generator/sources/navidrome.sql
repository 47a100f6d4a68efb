-- format:  navidrome
-- form:    Navidrome's database: the SQLite file navidrome.db of version 0.59 or later
-- table:   listens
-- reads:   table
-- when:    ^\{"submission_time":
-- members: \.(db|sqlite3?)(\.gz)?$
-- asks:    select json_object(
--            'submission_time', cast(scrobbles.submission_time as text), 'is_known', media_file.id is not null,
--            'artist', cast(media_file.artist as text), 'title', cast(media_file.title as text),
--            'album', cast(media_file.album as text), 'album_artist', cast(media_file.album_artist as text),
--            'duration', cast(media_file.duration as text),
--            'username', cast(user.user_name as text), 'name', cast(user.name as text)
--          )
--          from scrobbles
--          left join media_file on media_file.id = scrobbles.media_file_id
--          left join user on user.id = scrobbles.user_id
--          order by scrobbles.rowid
-- columns: line, reason, left_out, listened_at, user_name, artist_name, track_name, release_name, album_artist_name, duration_ms, display_name
--
-- A line is a play of the table scrobbles, in the order of their ids; its time, in epoch seconds, is the one that the client
-- sent, which is when the play began, or else when it was told of. Of users nothing is asked but what they are called. The
-- duration is the file's, in seconds.
with play as (
  select line, record,
    json_transform(record, '{
      "submission_time": "VARCHAR", "is_known": "BOOLEAN", "artist": "VARCHAR", "title": "VARCHAR", "album": "VARCHAR", "album_artist": "VARCHAR",
      "duration": "VARCHAR", "username": "VARCHAR", "name": "VARCHAR"
    }') as said
  from input
)
select line,
  if(record is null, 'not a JSON object', null) as reason,
  if(not said.is_known, 'of a track that the server does not have any more', null) as left_out,
  seconds(said.submission_time, 'UTC') as listened_at,
  worded(said.username, record, '$.username') as user_name,
  worded(said.artist, record, '$.artist') as artist_name,
  worded(said.title, record, '$.title') as track_name,
  worded(said.album, record, '$.album') as release_name,
  worded(said.album_artist, record, '$.album_artist') as album_artist_name,
  milliseconds_of(said.duration) as duration_ms,
  worded(said.name, record, '$.name') as display_name
from play
