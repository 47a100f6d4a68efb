-- format:  recording-lengths
-- form:    recording-lengths: CSV, JSON lines or Parquet with recording_mbid, length in ms
-- table:   recording_lengths
-- when:    (?i)^PAR1|\brecording_mbid\b.*\blength\b|\blength\b.*\brecording_mbid\b|^\s*\[\s*\]
-- reads:   columns
-- fields:  recording_mbid, length
-- wanted:  try_cast(recording_mbid as uuid) is null or try_cast(recording_mbid as uuid) in (select mbid from needed.recordings)
-- columns: line, reason, recording_mbid, length_ms
--
-- A row without a length is one whose length nobody knows.
select line,
  case
    when not is_row then 'not a row of the table: its number of fields differs, or it is not a JSON object'
    when try_cast(recording_mbid as uuid) is null then 'recording_mbid is not an MBID'
    when trim(length) != '' and coalesce(whole_number(length), 0) not between 1 and 2147483647 then 'length is no number of milliseconds above 0'
  end as reason,
  try_cast(recording_mbid as uuid) as recording_mbid,
  try_cast(whole_number(length) as integer) as length_ms
from input
