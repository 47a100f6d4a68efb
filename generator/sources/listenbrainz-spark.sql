-- format:  listenbrainz-spark
-- form:    ListenBrainz Spark dump: Parquet
-- table:   listens
-- reads:   table
-- when:    ^PAR1
-- members: \.parquet$
-- columns: line, reason, listened_at, user_name, artist_name, track_name, release_name, mapped, recording_name, recording_mbid, release_mbid, artist_mbids
--
-- A listen is mapped when it has an artist_credit_id; its names are MusicBrainz's then. Columns may be missing.
-- The dump numbers its users: a listener without a user_name is called "user 1", unless the source says whose the file is.
with listen as (
  select line, record,
    json_transform(record, '{
      "listened_at": "VARCHAR", "user_id": "VARCHAR", "user_name": "VARCHAR",
      "artist_name": "VARCHAR", "recording_name": "VARCHAR", "release_name": "VARCHAR",
      "artist_credit_id": "VARCHAR", "recording_mbid": "VARCHAR", "release_mbid": "VARCHAR", "artist_credit_mbids": ["VARCHAR"]
    }') as said
  from input
)
select line,
  if(record is null, 'not a row', null) as reason,
  seconds(said.listened_at, 'UTC') as listened_at,
  coalesce(said.user_name, if($user is null, 'user ' || said.user_id, null)) as user_name,
  said.artist_name, said.recording_name as track_name, said.release_name,
  said.artist_credit_id is not null as mapped,
  if(mapped, said.recording_name, null) as recording_name,
  if(mapped, try_cast(said.recording_mbid as uuid), null) as recording_mbid,
  if(mapped, try_cast(said.release_mbid as uuid), null) as release_mbid,
  if(mapped, mbids(said.artist_credit_mbids), null) as artist_mbids
from listen
