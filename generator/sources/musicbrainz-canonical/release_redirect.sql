-- format:  musicbrainz-canonical
-- form:    canonical_release_redirect.csv, also in the tar.zst of the dump
-- table:   redirects
-- when:    (?i)^[^\n]*canonical_release_mbid
-- members: (^|/)canonical_release_redirect\.(csv|tsv)(\.gz)?$
-- reads:   columns
-- fields:  release_mbid, release_group_mbid
-- wanted:  try_cast(release_mbid as uuid) is null or try_cast(release_mbid as uuid) in (select mbid from needed.releases)
-- columns: line, reason, release_mbid, release_group_mbid
--
-- Which release stands for the others of its group does not matter here: a listen keeps the release that it names.
select line,
  case
    when not is_row then 'not a row of the table: its number of fields differs'
    when try_cast(release_mbid as uuid) is null then 'release_mbid is not an MBID'
    when try_cast(release_group_mbid as uuid) is null then 'release_group_mbid is not an MBID'
  end as reason,
  try_cast(release_mbid as uuid) as release_mbid,
  try_cast(release_group_mbid as uuid) as release_group_mbid
from input
