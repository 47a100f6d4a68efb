-- table: settled
-- grain: one row per distinct track as sent
--
-- Which album it is on, and how it is spelled; who it is by says the table credited. A track has its artist's commonest spelling; ties: the smallest.
with named as (
  select sent.track_hash, sent.listen_count, sent.track_name, sent.recording_mbid, foldings.folded, coalesce(sent.is_track_corrected, false) as is_corrected,
    credited.artist_key
  from sent
  join credited using (track_hash)
  join foldings on foldings.name = sent.track_name
), several as (
  select hash(artist_key, folded, recording_mbid) as title_hash
  from named
  group by title_hash
  having min(track_name) != max(track_name)
), spellings as (
  select artist_key, folded, recording_mbid, track_name
  from named
  where hash(artist_key, folded, recording_mbid) in (select title_hash from several)
  group by artist_key, folded, recording_mbid, track_name
  qualify row_number() over (
    partition by artist_key, folded, recording_mbid order by bool_or(is_corrected) desc, sum(listen_count) desc, track_name
  ) = 1
)
select named.track_hash, coalesce(spellings.track_name, named.track_name) as track_name,
  album_ids.album_key, album_ids.release_mbid, album_ids.release_group_mbid
from named
left join spellings
  on spellings.artist_key = named.artist_key and spellings.folded = named.folded
  and spellings.recording_mbid is not distinct from named.recording_mbid
left join album_ids using (track_hash)
