-- format:  partify
-- form:    Partify's database: the SQLite file partify.db
-- table:   listens
-- reads:   table
-- when:    ^\{"time_played":[^\n]*"is_known":
-- members: \.(db|sqlite3?|json)(\.gz)?$
-- asks:    select json_object(
--            'time_played', cast(entry.time_played as text), 'is_known', track.id is not null,
--            'artist', cast(track.artist as text), 'title', cast(track.title as text), 'album', cast(track.album as text),
--            'length', cast(track.length as text),
--            'has_user', user.id is not null, 'username', cast(user.username as text), 'name', cast(user.name as text)
--          )
--          from play_history_entry as entry
--          left join track on track.id = entry.track_id
--          left join user on user.id = entry.user_id
--          order by entry.id
-- columns: line, reason, left_out, listened_at, user_name, artist_name, track_name, release_name, duration_ms, display_name,
--          is_unnamed, has_user, is_server_play
--
-- A line is a play, in the order of their ids. The times are those of the server's clock, in the source's timezone. Of users
-- nothing is asked but what they are called. A play whose user is gone belongs to nobody, and one without an artist or a title is of an unknown track, but both
-- count for the server, and so does that of a user without a user name.
with play as (
  select line, record,
    json_transform(record, '{
      "time_played": "VARCHAR", "is_known": "BOOLEAN", "artist": "VARCHAR", "title": "VARCHAR", "album": "VARCHAR",
      "length": "VARCHAR", "has_user": "BOOLEAN", "username": "VARCHAR", "name": "VARCHAR"
    }') as said
  from input
)
select line,
  if(record is null, 'not a JSON object', null) as reason,
  if(not said.is_known, 'of a track that the server does not have any more', null) as left_out,
  seconds(said.time_played, $timezone) as listened_at,
  said.username as user_name,
  coalesce(said.artist, '') as artist_name,
  coalesce(said.title, '') as track_name,
  said.album as release_name,
  milliseconds_of_track(said.length) as duration_ms,
  said.name as display_name,
  said.has_user and said.name is null as is_unnamed,
  said.has_user,
  true as is_server_play
from play
