-- table: settled
-- grain: one row per distinct track as sent
--
-- Who it is by, which album it is on, and how both are spelled. A track has its artist's commonest spelling; ties: the smallest.
with named as (
  select sent.track_hash, sent.listen_count, sent.track_name, sent.recording_mbid, foldings.folded, coalesce(sent.is_track_corrected, false) as is_corrected,
    credited.artist_key, credited.artist_name, credited.artist_mbids, credited.artists
  from sent
  join credited using (track_hash)
  join foldings on foldings.name = sent.track_name
), spellings as (
  select artist_key, folded, recording_mbid, track_name
  from named
  group by artist_key, folded, recording_mbid, track_name
  qualify row_number() over (
    partition by artist_key, folded, recording_mbid order by bool_or(is_corrected) desc, sum(listen_count) desc, track_name
  ) = 1
)
select named.track_hash, spellings.track_name, named.artist_name, named.artist_mbids, named.artists,
  album_ids.release_mbid, album_ids.release_group_mbid, albums.release_name,
  albums.artist_name as release_artist_name, albums.artist_mbids as release_artist_mbids, albums.artists as release_artists,
  albums.caa_id as release_caa_id, albums.caa_release_mbid as release_caa_release_mbid
from named
join spellings
  on spellings.artist_key = named.artist_key and spellings.folded = named.folded
  and spellings.recording_mbid is not distinct from named.recording_mbid
left join album_ids using (track_hash)
left join albums using (album_key)
