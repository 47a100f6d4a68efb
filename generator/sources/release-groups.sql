-- format:  release-groups
-- form:    release-groups: CSV, JSON lines or Parquet with release_group_mbid, title, artist_credit_name, first_release_date_year, primary_type
-- table:   release_groups
-- when:    (?i)^PAR1|\brelease_group_mbid\b|^\s*\[\s*\]
-- reads:   columns
-- fields:  release_group_mbid, title, artist_credit_name, caa_id, caa_release_mbid, artist_credit_mbids, artists,
--          first_release_date_year, primary_type
-- wanted:  try_cast(release_group_mbid as uuid) is null
--          or try_cast(release_group_mbid as uuid) in (select mbid from needed.release_groups)
--          or credit_mbids(artist_credit_mbids, artists)[1] in (select mbid from needed.credited)
--          or credit_mbids(artist_credit_mbids, artists)[2] in (select mbid from needed.credited)
--          or credit_mbids(artist_credit_mbids, artists)[3] in (select mbid from needed.credited)
--          or credit_mbids(artist_credit_mbids, artists)[4] in (select mbid from needed.credited)
--          or case when len(credit_mbids(artist_credit_mbids, artists)) > 4
--            then list_has_any(credit_mbids(artist_credit_mbids, artists), (select coalesce(list(mbid), []) from needed.credited))
--          end
-- columns: line, reason, release_group_mbid, release_group_name, artist_name, caa_id, caa_release_mbid, artist_mbids, artists,
--          first_release_date_year, primary_type
--
-- Groups of which no release was heard are kept where one of their artists was: they may be new releases. Few groups have
-- more than four artists, and only for those the list of all artists is gone through: it is long.
select line,
  case
    when not is_row then 'not a row of the table: its number of fields differs, or it is not a JSON object'
    when try_cast(release_group_mbid as uuid) is null then 'release_group_mbid is not an MBID'
  end as reason,
  try_cast(release_group_mbid as uuid) as release_group_mbid,
  nullif(trim(title), '') as release_group_name,
  nullif(trim(artist_credit_name), '') as artist_name,
  whole_number(caa_id) as caa_id,
  try_cast(caa_release_mbid as uuid) as caa_release_mbid,
  credit_mbids(artist_credit_mbids, artists) as artist_mbids,
  credit(artists) as artists,
  year_of(first_release_date_year) as first_release_date_year,
  nullif(trim(primary_type), '') as primary_type
from input
