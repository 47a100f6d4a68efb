-- format:  listenbrainz
-- form:    ListenBrainz export: zip, JSON lines, or the JSON array of exports before 2025
-- table:   listens
-- reads:   table
-- when:    track_metadata|^\s*\[\s*\]
-- members: (^|/)(?!feedback|pinned_recording)[^/]*\.(jsonl|listens)(\.gz)?$|(^|/)[^/]*_lb-\d{4}-\d\d-\d\d\.json$
-- profile: user.json
-- named:   (?:^|/)listenbrainz_([^/]+?)_\d+\.zip|(?:^|/)([^/]+)_lb-\d{4}-\d\d-\d\d\.json
-- columns: line, reason, left_out, listened_at, user_name, artist_name, track_name, release_name, mapped, recording_name, recording_mbid, release_mbid, artist_mbids, artists, caa_id, caa_release_mbid, duration_ms
--
-- listened_at is when a play began. A listen is mapped when its mbid_mapping says which recording or which artists it is.
-- The ids in additional_info are what the client believed, and are left out; the duration there is in milliseconds, or in
-- seconds.
with listen as (
  select line, record,
    json_transform(record, '{
      "listened_at": "VARCHAR", "timestamp": "VARCHAR", "user_name": "VARCHAR", "playing_now": "VARCHAR",
      "track_metadata": {
        "artist_name": "VARCHAR", "track_name": "VARCHAR", "release_name": "VARCHAR",
        "additional_info": {"duration_ms": "VARCHAR", "duration": "VARCHAR"},
        "mbid_mapping": {
          "recording_name": "VARCHAR", "recording_mbid": "VARCHAR", "release_mbid": "VARCHAR", "artist_mbids": ["VARCHAR"],
          "artists": "JSON", "caa_id": "VARCHAR", "caa_release_mbid": "VARCHAR"
        }
      }
    }') as said
  from input
), known as (
  select line, record, said, said.track_metadata as track, said.track_metadata.mbid_mapping as mapping,
    try_cast(said.track_metadata.mbid_mapping.recording_mbid as uuid) as recording_mbid,
    mbids(said.track_metadata.mbid_mapping.artist_mbids) as artist_mbids
  from listen
)
select line,
  if(record is null, 'not a JSON object', null) as reason,
  if(said.playing_now = 'true' and said.listened_at is null, 'playing when it was asked for, not yet played', null) as left_out,
  seconds(coalesce(said.listened_at, said.timestamp), 'UTC') as listened_at,
  worded(said.user_name, record, '$.user_name') as user_name,
  worded(track.artist_name, record, '$.track_metadata.artist_name') as artist_name,
  worded(track.track_name, record, '$.track_metadata.track_name') as track_name,
  worded(track.release_name, record, '$.track_metadata.release_name') as release_name,
  recording_mbid is not null or coalesce(len(artist_mbids), 0) > 0 as mapped,
  worded(mapping.recording_name, record, '$.track_metadata.mbid_mapping.recording_name') as recording_name,
  recording_mbid,
  try_cast(mapping.release_mbid as uuid) as release_mbid,
  artist_mbids,
  mapping.artists::varchar as artists,
  try_cast(mapping.caa_id as bigint) as caa_id,
  try_cast(mapping.caa_release_mbid as uuid) as caa_release_mbid,
  coalesce(milliseconds(track.additional_info.duration_ms), milliseconds_of(track.additional_info.duration)) as duration_ms
from known
