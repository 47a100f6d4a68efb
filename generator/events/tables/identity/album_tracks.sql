-- table: album_tracks
-- grain: one row per distinct track as sent that names an album of which no reference says whose it is, by ids
--
-- Whose album it is the file says, else the reference by a name, else it is the main artist's. An artist without ids is called as in the artists' own rows.
with named as (
  select sent.track_hash, sent.listen_count, track.folded as folded_track, album.folded as folded_album,
    coalesce(releases.release_name, sent.release_name) as release_name, sent.release_mbid, sent.caa_id, sent.caa_release_mbid,
    coalesce(sent.is_album_corrected, false) as is_corrected,
    coalesce(sent.album_artist_name, releases.album_artist_name) is not null as is_told,
    coalesce(sent.album_artist_name, releases.album_artist_name, credited.artist_name) as credit,
    if(is_told, [], credited.artist_mbids) as credit_mbids,
    if(is_told, null, credited.artists) as credit_artists
  from sent
  join credited using (track_hash)
  join foldings as track on track.name = sent.track_name
  left join releases on releases.release_mbid = sent.release_mbid
  join foldings as album on album.name = coalesce(releases.release_name, sent.release_name)
  where releases.artist_mbids is null
), alone as (
  select artist_key, min(artist_name) as artist_name
  from credited
  where artist_mbids = []
  group by artist_key
)
select track_hash, listen_count, folded_track, folded_album, release_name, release_mbid, caa_id, caa_release_mbid, is_told, is_corrected,
  main_key as artist_key, coalesce(alone.artist_name, main_name) as artist_name, main_mbids as artist_mbids, main_artists as artists
from named
join main_artists
  on main_artists.artist_name = credit and main_artists.artist_mbids = credit_mbids
  and main_artists.artists is not distinct from credit_artists
left join alone on alone.artist_key = main_key
