-- format:  musicbrainz-canonical
-- form:    canonical_musicbrainz_data.csv, also in the tar.zst of the dump
-- table:   canonical
-- when:    (?i)^[^\n]*combined_lookup
-- members: (^|/)canonical_musicbrainz_data\.(csv|tsv)(\.gz)?$
-- reads:   columns
-- fields:  artist_mbids, artist_credit_name, release_mbid, release_name, recording_mbid, recording_name, combined_lookup, score
-- wanted:  try_cast(recording_mbid as uuid) is null
--          or try_cast(recording_mbid as uuid) in (select mbid from needed.recordings)
--          or try_cast(release_mbid as uuid) in (select mbid from needed.releases)
--          or lookup_of(combined_lookup) in (select lookup from needed.lookups)
-- columns: line, reason, recording_mbid, release_mbid, recording_name, release_name, artist_credit_name, artist_mbids, lookup, score
--
-- combined_lookup is the credit and the recording's name in ASCII, see generator/events/lookups.py. score is the place in
-- an order of all recordings, the most typical first: of two rows with one lookup, the lower score is meant.
select line,
  case
    when not is_row then 'not a row of the table: its number of fields differs'
    when try_cast(recording_mbid as uuid) is null then 'recording_mbid is not an MBID'
  end as reason,
  try_cast(recording_mbid as uuid) as recording_mbid,
  try_cast(release_mbid as uuid) as release_mbid,
  nullif(trim(recording_name), '') as recording_name,
  nullif(trim(release_name), '') as release_name,
  nullif(trim(artist_credit_name), '') as artist_credit_name,
  credit_mbids(artist_mbids, null) as artist_mbids,
  lookup_of(combined_lookup) as lookup,
  whole_number(score) as score
from input
