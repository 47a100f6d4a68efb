-- format:  listenbrainz-dump
-- form:    ListenBrainz listens dump: .listens files, also in tar.zst
-- table:   listens
-- reads:   table
-- when:    track_metadata
-- members: \.listens(\.gz)?$
-- columns: line, reason, listened_at, user_name, artist_name, track_name, release_name, duration_ms
--
-- The dump carries no mapping, so no listen of it is mapped.
with listen as (
  select line, record,
    json_transform(record, '{
      "timestamp": "VARCHAR", "listened_at": "VARCHAR", "user_name": "VARCHAR",
      "track_metadata": {"artist_name": "VARCHAR", "track_name": "VARCHAR", "release_name": "VARCHAR", "additional_info": {"duration_ms": "VARCHAR", "duration": "VARCHAR"}}
    }') as said
  from input
)
select line,
  if(record is null, 'not a JSON object', null) as reason,
  seconds(coalesce(said.timestamp, said.listened_at), 'UTC') as listened_at,
  worded(said.user_name, record, '$.user_name') as user_name,
  worded(said.track_metadata.artist_name, record, '$.track_metadata.artist_name') as artist_name,
  worded(said.track_metadata.track_name, record, '$.track_metadata.track_name') as track_name,
  worded(said.track_metadata.release_name, record, '$.track_metadata.release_name') as release_name,
  coalesce(
    milliseconds(said.track_metadata.additional_info.duration_ms),
    milliseconds_of(said.track_metadata.additional_info.duration)
  ) as duration_ms
from listen
