-- table: releases
-- grain: one row per release id of the reference
--
-- What ListenBrainz's table does not say, the canonical dump does: its redirects the group, its data the name.
with canonical as (
  select release_mbid, min(release_name) as release_name
  from staging.canonical
  where release_mbid in (select mbid from needed.releases)
  group by release_mbid
), ids as (
  select release_mbid from staging.releases
  union
  select release_mbid from staging.redirects
  union
  select release_mbid from canonical
)
select release_mbid,
  coalesce(known.release_group_mbid, redirect.release_group_mbid) as release_group_mbid,
  known.first_release_date_year,
  coalesce(known.release_name, canonical.release_name) as release_name,
  known.album_artist_name, known.caa_id, known.caa_release_mbid, known.artist_mbids, known.artists
from ids
left join staging.releases as known using (release_mbid)
left join staging.redirects as redirect using (release_mbid)
left join canonical using (release_mbid)
