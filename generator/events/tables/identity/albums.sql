-- table: albums
-- grain: one row per album that no reference describes
--
-- An album has its commonest spelling, its commonest cover and its artist's commonest spelling; ties: the smallest.
with placed as (
  select album_ids.album_key, album_ids.is_various, album_tracks.listen_count, album_tracks.release_name, album_tracks.is_corrected, album_tracks.caa_id,
    album_tracks.caa_release_mbid, album_tracks.artist_name, album_tracks.artist_mbids, album_tracks.artists
  from album_tracks
  join album_ids using (track_hash)
), spellings as (
  select album_key, release_name
  from placed
  group by album_key, release_name
  qualify row_number() over (partition by album_key order by bool_or(is_corrected) desc, sum(listen_count) desc, release_name) = 1
), covers as (
  select album_key, caa_id, caa_release_mbid
  from placed
  where caa_id is not null
  group by album_key, caa_id, caa_release_mbid
  qualify row_number() over (partition by album_key order by sum(listen_count) desc, caa_id, caa_release_mbid) = 1
), owners as (
  select album_key, artist_name, artist_mbids, artists
  from placed
  where not is_various
  group by album_key, artist_name, artist_mbids, artists
  qualify row_number() over (partition by album_key order by sum(listen_count) desc, artist_name) = 1
), various as (
  select artist_mbids, artist_name, artists
  from known_credits
  where folded = 'various artists'
)
select album_key, spellings.release_name, covers.caa_id, covers.caa_release_mbid,
  coalesce(owners.artist_name, various.artist_name, 'Various Artists') as artist_name,
  coalesce(owners.artist_mbids, various.artist_mbids, []) as artist_mbids,
  if(owners.album_key is null, various.artists, owners.artists) as artists
from spellings
left join covers using (album_key)
left join owners using (album_key)
left join various on true
