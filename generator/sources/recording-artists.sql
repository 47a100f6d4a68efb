-- format:  recording-artists
-- form:    recording-artists: CSV, JSON lines or Parquet with recording_mbid, artist_mbids, artists
-- table:   recording_artists
-- when:    (?i)^PAR1|\brecording_mbid\b.*\bartist(_mbid)?s\b|\bartist(_mbid)?s\b.*\brecording_mbid\b|^\s*\[\s*\]
-- reads:   columns
-- fields:  recording_mbid, artist_mbids, artists
-- wanted:  try_cast(recording_mbid as uuid) is null or try_cast(recording_mbid as uuid) in (select mbid from needed.recordings)
-- columns: line, reason, recording_mbid, artist_mbids, artists
--
-- artist_mbids is a list, JSON, or text that holds the ids; where it is missing, the ids are those of artists.
select line,
  case
    when not is_row then 'not a row of the table: its number of fields differs, or it is not a JSON object'
    when try_cast(recording_mbid as uuid) is null then 'recording_mbid is not an MBID'
  end as reason,
  try_cast(recording_mbid as uuid) as recording_mbid,
  credit_mbids(artist_mbids, artists) as artist_mbids,
  credit(artists) as artists
from input
