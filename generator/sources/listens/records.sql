-- format:  listens
-- form:    listens: JSON lines, a JSON array or Parquet
-- table:   listens
-- reads:   table
-- when:    (?i)^PAR1|^\s*[\[{].*\blistened_at\b|^\s*\[\s*\]
-- columns: line, reason, listened_at, user_name, artist_name, track_name, release_name, album_artist_name, mapped, recording_mbid, release_mbid, artist_mbids, artists, duration_ms
--
-- Our own columns; only the first three must be there:
--   listened_at     seconds since 1970, or an ISO time; one without an offset is in the source's timezone
--   artist_name     as the listener saw it
--   track_name
--   user_name       else the source's user
--   release_name
--   album_artist_name   whose album it is, where that is not the track's artist
--   recording_mbid, release_mbid
--   artist_mbids    a list; in CSV the ids side by side, with commas, semicolons or spaces between
--   artists         JSON, [{artist_credit_name, join_phrase, artist_mbid}]; its names joined are the artist's then
--   duration_ms     how long it was heard, in milliseconds
-- A listen is mapped when it has a recording_mbid or artist_mbids.
with listen as (
  select line, record,
    json_transform(record, '{
      "listened_at": "VARCHAR", "user_name": "VARCHAR", "artist_name": "VARCHAR", "track_name": "VARCHAR", "release_name": "VARCHAR",
      "album_artist_name": "VARCHAR", "recording_mbid": "VARCHAR", "release_mbid": "VARCHAR", "artist_mbids": "VARCHAR",
      "artists": "VARCHAR", "duration_ms": "VARCHAR"
    }') as said
  from input
), known as (
  select line, record, said,
    try_cast(said.recording_mbid as uuid) as recording_mbid,
    mbids(coalesce(
      nullif(regexp_extract_all(said.artist_mbids, '[0-9a-fA-F-]{36}'), []),
      json_extract_string(try_cast(said.artists as json), '$[*].artist_mbid')
    )) as artist_mbids
  from listen
)
select line,
  if(record is null, 'not a JSON object', null) as reason,
  seconds(said.listened_at, $timezone) as listened_at,
  worded(said.user_name, record, '$.user_name') as user_name,
  worded(said.artist_name, record, '$.artist_name') as artist_name,
  worded(said.track_name, record, '$.track_name') as track_name,
  worded(said.release_name, record, '$.release_name') as release_name,
  worded(said.album_artist_name, record, '$.album_artist_name') as album_artist_name,
  recording_mbid is not null or coalesce(len(artist_mbids), 0) > 0 as mapped,
  recording_mbid,
  try_cast(said.release_mbid as uuid) as release_mbid,
  artist_mbids,
  try_cast(said.artists as json)::varchar as artists,
  milliseconds(said.duration_ms) as duration_ms
from known
