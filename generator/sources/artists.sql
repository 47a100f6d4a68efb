-- format:  artists
-- form:    artists: CSV, JSON lines or Parquet with artist_mbid, artist_name, country_code
-- table:   artists
-- when:    (?i)^PAR1|\bartist_mbid\b|^\s*\[\s*\]
-- reads:   columns
-- fields:  artist_mbid, artist_name, country_code
-- wanted:  try_cast(artist_mbid as uuid) is null
--          or try_cast(artist_mbid as uuid) in (select mbid from needed.artists)
--          or folded_name(artist_name) in (select folded from needed.names)
-- columns: line, reason, artist_mbid, artist_name, country_code
--
-- country_code is an ISO 3166-1 code of two or three letters; another code, or none, leaves the country unknown.
select line,
  case
    when not is_row then 'not a row of the table: its number of fields differs, or it is not a JSON object'
    when try_cast(artist_mbid as uuid) is null then 'artist_mbid is not an MBID'
  end as reason,
  try_cast(artist_mbid as uuid) as artist_mbid,
  nullif(trim(artist_name), '') as artist_name,
  nullif(trim(country_code), '') as country_code
from input
