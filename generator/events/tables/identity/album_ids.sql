-- table: album_ids
-- grain: one row per track of album_tracks
--
-- An album without an id whose name belongs to exactly one release of its artist is that one; where it does to several
-- of one release group, it is of that group. A name under which four or more artists are heard, three quarters of them or
-- more with a single track of it, is one album of various artists. Who is heard there only with a track of the album's own name
-- does not make it one: these are singles that are called alike.
with known as (
  select album_tracks.track_hash, album_tracks.folded_track, album_tracks.folded_album, album_tracks.artist_key, album_tracks.is_told,
    coalesce(album_tracks.release_mbid, known_albums.release_mbid) as release_mbid,
    if(album_tracks.release_mbid is null and known_albums.release_mbid is null, known_albums.release_group_mbid, null) as release_group_mbid
  from album_tracks
  left join known_albums using (artist_key, folded_album)
), heard_artists as (
  select folded_album, release_mbid, artist_key, count(distinct folded_track) as track_count,
    bool_and(folded_album in (folded_track, folded_track || ' - single', folded_track || ' (single)')) as is_a_single
  from known
  where not is_told and release_group_mbid is null
  group by folded_album, release_mbid, artist_key
), various as (
  select folded_album, release_mbid
  from heard_artists
  where not is_a_single
  group by folded_album, release_mbid
  having count(*) >= 4 and count(*) filter (where track_count = 1) * 4 >= count(*) * 3
), placed as (
  select known.track_hash, known.folded_album, known.artist_key, known.release_mbid, known.release_group_mbid,
    various.folded_album is not null and not known.is_told and known.release_group_mbid is null as is_various
  from known
  left join various
    on various.folded_album = known.folded_album and various.release_mbid is not distinct from known.release_mbid
)
select track_hash, hash(folded_album, release_mbid, if(is_various, null, artist_key)) as album_key,
  release_mbid, release_group_mbid, is_various
from placed
