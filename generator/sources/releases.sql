-- format:  releases
-- form:    releases: CSV, JSON lines or Parquet with release_mbid, release_group_mbid, first_release_date_year, release_name, album_artist_name
-- table:   releases
-- when:    (?i)^PAR1|\brelease_mbid\b|^\s*\[\s*\]
-- reads:   columns
-- fields:  release_mbid, release_group_mbid, first_release_date_year, release_name, album_artist_name, caa_id, caa_release_mbid,
--          artist_credit_mbids, artists
-- wanted:  try_cast(release_mbid as uuid) is null
--          or try_cast(release_mbid as uuid) in (select mbid from needed.releases)
--          or try_cast(release_group_mbid as uuid) in (select mbid from needed.release_groups)
-- refers:  release_group_mbid to release_groups
-- columns: line, reason, release_mbid, release_group_mbid, first_release_date_year, release_name, album_artist_name, caa_id,
--          caa_release_mbid, artist_mbids, artists
--
-- Lists come as such, as JSON, or as text that holds the ids. All but the first column may be missing. Of a
-- release that was heard the other editions are kept, too: one of them may be what its release group is called.
select line,
  case
    when not is_row then 'not a row of the table: its number of fields differs, or it is not a JSON object'
    when try_cast(release_mbid as uuid) is null then 'release_mbid is not an MBID'
  end as reason,
  try_cast(release_mbid as uuid) as release_mbid,
  try_cast(release_group_mbid as uuid) as release_group_mbid,
  year_of(first_release_date_year) as first_release_date_year,
  nullif(trim(release_name), '') as release_name,
  nullif(trim(album_artist_name), '') as album_artist_name,
  whole_number(caa_id) as caa_id,
  try_cast(caa_release_mbid as uuid) as caa_release_mbid,
  credit_mbids(artist_credit_mbids, artists) as artist_mbids,
  credit(artists) as artists
from input
