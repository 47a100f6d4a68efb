-- table: release_groups
-- grain: one row per release group id of the reference
--
-- What ListenBrainz's table does not say is told from the releases: a group is called what its first release in byte order
-- is called, because the plain edition comes before "(Deluxe)", and has that release's artist and cover.
with derived as (
  select release_group_mbid, unnest(min({
    'release_group_name': release_name, 'artist_name': album_artist_name,
    'caa_id': caa_id, 'caa_release_mbid': caa_release_mbid, 'artist_mbids': artist_mbids, 'artists': artists
  })), min(first_release_date_year) as first_release_date_year
  from releases
  where release_group_mbid is not null and release_name is not null
  group by release_group_mbid
)
select release_group_mbid,
  coalesce(known.release_group_name, derived.release_group_name) as release_group_name,
  coalesce(known.artist_name, derived.artist_name) as artist_name,
  coalesce(known.caa_id, derived.caa_id) as caa_id,
  coalesce(known.caa_release_mbid, derived.caa_release_mbid) as caa_release_mbid,
  coalesce(known.artist_mbids, derived.artist_mbids) as artist_mbids,
  coalesce(known.artists, derived.artists) as artists,
  coalesce(known.first_release_date_year, derived.first_release_date_year) as first_release_date_year,
  known.primary_type
from heard.release_groups as known
full join derived using (release_group_mbid)
