-- table: release_groups
-- grain: one row per release group id of the reference
--
-- What ListenBrainz's table does not say is told from the releases: a group is called what its first release in byte order
-- is called, because the plain edition comes before "(Deluxe)", and has that release's artist, credit and cover. Its year
-- is that of the earliest. A credit and a cover are each taken whole.
with named as (
  select release_group_mbid, unnest(min({
    'release_group_name': release_name, 'artist_name': album_artist_name,
    'caa_id': caa_id, 'caa_release_mbid': caa_release_mbid, 'artist_mbids': artist_mbids, 'artists': artists
  }))
  from releases
  where release_group_mbid is not null and release_name is not null
  group by release_group_mbid
), dated as (
  select release_group_mbid, min(first_release_date_year) as first_release_date_year
  from releases
  where release_group_mbid is not null
  group by release_group_mbid
), ids as (
  select release_group_mbid from staging.release_groups
  union
  select release_group_mbid from dated
)
select release_group_mbid,
  coalesce(known.release_group_name, named.release_group_name) as release_group_name,
  coalesce(known.artist_name, named.artist_name) as artist_name,
  coalesce(known.caa_id, named.caa_id) as caa_id,
  if(known.caa_id is null, named.caa_release_mbid, known.caa_release_mbid) as caa_release_mbid,
  coalesce(known.artist_mbids, named.artist_mbids) as artist_mbids,
  if(known.artist_mbids is null, named.artists, known.artists) as artists,
  coalesce(known.first_release_date_year, dated.first_release_date_year) as first_release_date_year,
  known.primary_type
from ids
left join staging.release_groups as known using (release_group_mbid)
left join named using (release_group_mbid)
left join dated using (release_group_mbid)
