-- table: recordings
-- grain: one row per recording id of the reference
--
-- The credit is what ListenBrainz's table says, else the ids of the canonical data.
with canonical as (
  select recording_mbid, min(artist_mbids) as artist_mbids
  from staging.canonical
  where recording_mbid in (select mbid from needed.recordings)
  group by recording_mbid
), ids as (
  select recording_mbid from staging.recording_artists
  union
  select recording_mbid from staging.recording_lengths
  union
  select recording_mbid from canonical
)
select recording_mbid, length_ms, coalesce(credit.artist_mbids, canonical.artist_mbids) as artist_mbids, credit.artists
from ids
left join staging.recording_artists as credit using (recording_mbid)
left join staging.recording_lengths using (recording_mbid)
left join canonical using (recording_mbid)
