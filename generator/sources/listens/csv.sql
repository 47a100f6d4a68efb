-- format:  listens
-- form:    listens: CSV or TSV with a heading
-- table:   listens
-- reads:   headed
-- when:    ^(?!\s*[\[{]|PAR1)
-- fields:  artist_name, track_name, release_name, album_artist_name, user_name, recording_mbid, release_mbid, artist_mbids, artists, duration_ms
-- columns: line, reason, listened_at, user_name, artist_name, track_name, release_name, album_artist_name, is_end, mapped, recording_mbid, release_mbid, artist_mbids, artists, duration_ms
--
-- Our own columns, see records, or others' names for them. A listen is mapped when it has a recording_mbid or artist_mbids.
with known as (
  select line, reason, listened_at, user_name, artist_name, track_name, release_name, album_artist_name, is_end,
    release_mbid, artists, duration_ms,
    try_cast(recording_mbid as uuid) as recording_mbid,
    mbids(coalesce(
      nullif(regexp_extract_all(artist_mbids, '[0-9a-fA-F-]{36}'), []),
      json_extract_string(try_cast(artists as json), '$[*].artist_mbid')
    )) as artist_mbids
  from input
)
select line, reason, listened_at, user_name, artist_name, track_name, release_name, album_artist_name, is_end,
  recording_mbid is not null or coalesce(len(artist_mbids), 0) > 0 as mapped,
  recording_mbid,
  try_cast(release_mbid as uuid) as release_mbid,
  artist_mbids,
  try_cast(artists as json)::varchar as artists,
  milliseconds(duration_ms) as duration_ms
from known
