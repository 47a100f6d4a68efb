-- table: known_albums
-- grain: one row per artist and album name that belongs to exactly one release, or one release group, with ids
with described as (
  select key_of_artist(releases.artist_mbids, null) as artist_key,
    coalesce(releases.release_name, sent.release_name) as release_name, releases.release_mbid, releases.release_group_mbid
  from sent
  join releases using (release_mbid)
  where releases.artist_mbids is not null
), said as (
  select distinct described.artist_key, foldings.folded as folded_album, release_mbid, release_group_mbid
  from described
  join foldings on foldings.name = described.release_name
  union
  select album_tracks.artist_key, album_tracks.folded_album, album_tracks.release_mbid, releases.release_group_mbid
  from album_tracks
  left join releases using (release_mbid)
  where album_tracks.release_mbid is not null
)
select artist_key, folded_album,
  if(min(release_mbid) = max(release_mbid), min(release_mbid), null) as release_mbid,
  if(min(release_group_mbid) = max(release_group_mbid), min(release_group_mbid), null) as release_group_mbid
from said
group by artist_key, folded_album
