-- format:  koito
-- form:    Koito export: JSON with version, user, and listens of listened_at, track, album, artists
-- table:   listens
-- reads:   json
-- at:      $.listens
-- when:    ^\s*\{(?=.*"listens"\s*:)(?=.*"(version|exported_at)"\s*:)
-- members: \.json(\.gz)?$
-- user:    \A\s*\{[^{}\[\]]*"user"\s*:\s*"((?:[^"\\]|\\.)+)"
-- columns: line, reason, listened_at, artist_name, track_name, release_name, album_artist_name, mapped, recording_mbid, release_mbid, artist_mbids, artists, duration_ms
--
-- listened_at is the time that a client sent, which is when a play began. A thing has several aliases, of which one is its
-- name. Artists are joined by ", ". Ids are MusicBrainz's; those of the artists count when every one has its own. A
-- track's duration is in seconds; 0 is an unknown one.
with listen as (
  select line, record,
    json_transform(record, '{
      "listened_at": "VARCHAR",
      "track": {"mbid": "VARCHAR", "duration": "VARCHAR", "aliases": [{"alias": "VARCHAR", "is_primary": "VARCHAR"}]},
      "album": {"mbid": "VARCHAR", "various_artists": "VARCHAR", "aliases": [{"alias": "VARCHAR", "is_primary": "VARCHAR"}]},
      "artists": [{"mbid": "VARCHAR", "aliases": [{"alias": "VARCHAR", "is_primary": "VARCHAR"}]}]
    }') as said
  from input
), called as (
  select line, record, said,
    list_filter(
      list_transform(said.artists, lambda artist: {'name': primary_alias(artist.aliases), 'mbid': try_cast(artist.mbid as uuid)}),
      lambda artist: artist.name is not null
    ) as artists
  from listen
), known as (
  select line, record, said, artists,
    len(artists) > 0 and len(list_filter(artists, lambda artist: artist.mbid is null)) = 0 as are_mapped,
    try_cast(said.track.mbid as uuid) as recording_mbid
  from called
)
select line,
  if(record is null, 'not a JSON object', null) as reason,
  seconds(said.listened_at, 'UTC') as listened_at,
  nullif(array_to_string(list_transform(artists, lambda artist: artist.name), ', '), '') as artist_name,
  primary_alias(said.track.aliases) as track_name,
  primary_alias(said.album.aliases) as release_name,
  if(said.album.various_artists = 'true', 'Various Artists', null) as album_artist_name,
  recording_mbid is not null or coalesce(are_mapped, false) as mapped,
  recording_mbid,
  try_cast(said.album.mbid as uuid) as release_mbid,
  if(are_mapped, list_transform(artists, lambda artist: artist.mbid), null) as artist_mbids,
  if(are_mapped, to_json(list_transform(artists, lambda artist, place: {
    'artist_credit_name': artist.name, 'join_phrase': if(place < len(artists), ', ', ''), 'artist_mbid': artist.mbid
  }))::varchar, null) as artists,
  milliseconds_of(said.track.duration) as duration_ms
from known
