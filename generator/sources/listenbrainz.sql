-- format:  listenbrainz
-- form:    ListenBrainz export: zip with user.json, or .jsonl
-- table:   listens
-- reads:   table
-- members: (^|/)listens/.*\.(jsonl|listens)$
-- named:   (?:^|/)listenbrainz_(.+?)_\d+\.zip|(?:^|/)([^/]+)_lb-\d{4}-\d\d-\d\d\.json
-- columns: line, reason, listened_at, user_name, artist_name, track_name, release_name, mapped, recording_name, recording_mbid, release_mbid, artist_mbids, artists, caa_id, caa_release_mbid
--
-- Also the JSON array of exports before 2025, whose listens look the same. A listen is mapped when its mbid_mapping is there.
with listen as (
  select line, record,
    json_transform(record, '{
      "listened_at": "VARCHAR", "timestamp": "VARCHAR", "user_name": "VARCHAR",
      "track_metadata": {
        "artist_name": "VARCHAR", "track_name": "VARCHAR", "release_name": "VARCHAR",
        "mbid_mapping": {
          "recording_name": "VARCHAR", "recording_mbid": "VARCHAR", "release_mbid": "VARCHAR", "artist_mbids": ["VARCHAR"],
          "artists": "JSON", "caa_id": "VARCHAR", "caa_release_mbid": "VARCHAR"
        }
      }
    }') as said
  from input
), mapped as (
  select line, record, said, said.track_metadata as track, said.track_metadata.mbid_mapping as mapping
  from listen
)
select line,
  if(record is null, 'not JSON', null) as reason,
  try_cast(coalesce(said.listened_at, said.timestamp) as double) as listened_at,
  said.user_name,
  track.artist_name, track.track_name, track.release_name,
  mapping is not null as mapped,
  mapping.recording_name,
  try_cast(mapping.recording_mbid as uuid) as recording_mbid,
  try_cast(mapping.release_mbid as uuid) as release_mbid,
  list_filter(list_transform(mapping.artist_mbids, lambda mbid: try_cast(mbid as uuid)), lambda mbid: mbid is not null) as artist_mbids,
  mapping.artists::varchar as artists,
  try_cast(mapping.caa_id as bigint) as caa_id,
  try_cast(mapping.caa_release_mbid as uuid) as caa_release_mbid
from mapped
