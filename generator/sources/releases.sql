-- format:  releases
-- form:    releases: CSV, JSON lines or Parquet with release_mbid, release_group_mbid, first_release_date_year, release_name, album_artist_name
-- table:   releases
-- when:    ^PAR1|release_mbid|^\s*\[\s*\]
-- reads:   table
-- columns: line, reason, release_mbid, release_group_mbid, first_release_date_year, release_name, album_artist_name
select line,
  case
    when record is null then 'not a row of the table: its number of fields differs, or it is not a JSON object'
    when try_cast(record->>'release_mbid' as uuid) is null then 'release_mbid is not an MBID'
  end as reason,
  try_cast(record->>'release_mbid' as uuid) as release_mbid,
  try_cast(record->>'release_group_mbid' as uuid) as release_group_mbid,
  try_cast(record->>'first_release_date_year' as integer) as first_release_date_year,
  nullif(trim(record->>'release_name'), '') as release_name,
  nullif(trim(record->>'album_artist_name'), '') as album_artist_name
from input
