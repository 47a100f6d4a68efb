-- format:  multi-scrobbler
-- form:    multi-scrobbler's database: the SQLite file ms.db
-- table:   listens
-- reads:   table
-- when:    ^\{"played_at":
-- members: \.(db|sqlite3?)(\.gz)?$
-- asks:    select json_object(
--            'played_at', cast(plays.playedAt as text), 'state', cast(plays.state as text), 'play', cast(plays.play as text)
--          )
--          from plays
--          join components on components.id = plays.componentId
--          where components.mode = 'source'
--          order by plays.id
-- columns: line, reason, left_out, listened_at, artist_name, track_name, release_name, album_artist_name, duration_ms
--
-- A line is a play that a source told of; those that were sent on to a client are the same ones again, and are not asked for.
-- Times are in milliseconds, of when a play began. Artists are texts, or objects with a name, and are joined by ", ". How
-- long a play was is in seconds, else the track's length counts. Old plays are deleted by the program, after a week unless
-- it is told otherwise.
with told as (
  select line, record,
    json_transform(record, '{"played_at": "VARCHAR", "state": "VARCHAR", "play": "VARCHAR"}') as said
  from input
), play as (
  select line, record, said, if(json_valid(said.play), json_extract(said.play::json, '$.data'), null) as data
  from told
), known as (
  select line, record, said, data::varchar as data_text,
    json_transform(data, '{
      "track": "VARCHAR", "album": "VARCHAR", "duration": "VARCHAR", "listenedFor": "VARCHAR", "playDate": "VARCHAR", "artists": ["VARCHAR"],
      "albumArtists": ["VARCHAR"]
    }') as track
  from play
)
select line,
  case
    when record is null then 'not a JSON object'
    when track is null then 'no play that can be read'
  end as reason,
  case said.state
    when 'discarded' then 'of a time when the source was not monitored'
    when 'duped' then 'told to be a repeat'
  end as left_out,
  coalesce(try_cast(said.played_at as double) / 1000, seconds(track.playDate, 'UTC')) as listened_at,
  names_of(track.artists) as artist_name,
  worded(track.track, data_text, '$.track') as track_name,
  worded(track.album, data_text, '$.album') as release_name,
  names_of(track."albumArtists") as album_artist_name,
  coalesce(milliseconds_of(track.listenedFor), milliseconds_of(track.duration)) as duration_ms
from known
