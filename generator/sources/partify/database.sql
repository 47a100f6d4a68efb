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
--            'username', cast(user.username as text), 'name', cast(user.name as text)
--          )
--          from play_history_entry as entry
--          left join track on track.id = entry.track_id
--          left join user on user.id = entry.user_id
--          order by entry.id
-- columns: line, reason, left_out, listened_at, user_name, artist_name, track_name, release_name, duration_ms, display_name, is_ownerless
--
-- A line is a play, in the order of their ids. The times are those of the server's clock, in the source's timezone. Of users
-- nothing is asked but what they are called. A play whose user is gone belongs to nobody, but counts for the server.
with play as (
  select line, record,
    json_transform(record, '{
      "time_played": "VARCHAR", "is_known": "BOOLEAN", "artist": "VARCHAR", "title": "VARCHAR", "album": "VARCHAR",
      "length": "VARCHAR", "username": "VARCHAR", "name": "VARCHAR"
    }') as said
  from input
)
select line,
  if(record is null, 'not a JSON object', null) as reason,
  if(not said.is_known, 'of a track that the server does not have any more', null) as left_out,
  seconds(said.time_played, $timezone) as listened_at,
  said.username as user_name,
  said.artist as artist_name,
  said.title as track_name,
  said.album as release_name,
  milliseconds_of_track(said.length) as duration_ms,
  said.name as display_name,
  coalesce(trim(said.username), '') = '' as is_ownerless
from play
