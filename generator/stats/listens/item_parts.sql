-- stat set: item_parts
-- grain:    one row per period, kind, item with a page, kind of part and part
-- uses:     listens/item_tracks, listens/page_item_counts
-- columns:  period_id int, kind text, item_rank bigint, part_kind text, rank bigint, name text, mbid uuid?, artist_name text?,
--           album_name text?, caa_id bigint?, caa_release_mbid uuid?, listen_count bigint, listening_ms bigint?, total bigint
--
-- The tracks and albums of an artist, the tracks of an album and the albums of a track, most heard first: a hundred at most.
-- Ties by name, then id, descending. total counts them all. album_name is the album on which a track is heard, or the last
-- by name of several.
with heard as (
  select track_id, count(*) as listen_count, sum(duration_ms)::bigint as listening_ms
  from listens
  group by track_id
), counted as (
  select pages.period_id, pages.kind, pages.item_rank, part.kind as part_kind, part.item_id, min(part.name_id) as name_id,
    min(part.artist_name_id) as artist_name_id, min(part.mbid) as mbid, min(part.track_id) as track_id,
    max(tracks.release_group_name_id) as album_name_id,
    sum(heard.listen_count)::bigint as listen_count, sum(heard.listening_ms)::bigint as listening_ms
  from page_item_counts as pages
  join item_tracks using (kind, item_id)
  join item_tracks as part on part.track_id = item_tracks.track_id and part.kind != pages.kind and part.kind != 'artist'
  join tracks on tracks.track_id = item_tracks.track_id
  join heard on heard.track_id = item_tracks.track_id
  group by pages.period_id, pages.kind, pages.item_rank, part.kind, part.item_id
), ranked as (
  select period_id, kind, item_rank, part_kind, name_id, artist_name_id, mbid, track_id, album_name_id, listen_count, listening_ms,
    row_number() over (
      partition by period_id, kind, item_rank, part_kind
      order by listen_count desc, name_id desc, mbid desc nulls last, artist_name_id desc, item_id
    ) as rank,
    count(*) over (partition by period_id, kind, item_rank, part_kind) as total
  from counted
)
select ranked.period_id, ranked.kind, ranked.item_rank, ranked.part_kind, ranked.rank, names.name, ranked.mbid,
  artist.name as artist_name, album.name as album_name,
  if(ranked.part_kind = 'album', tracks.release_group_caa_id, tracks.caa_id) as caa_id,
  if(ranked.part_kind = 'album', tracks.release_group_caa_release_mbid, tracks.caa_release_mbid) as caa_release_mbid,
  ranked.listen_count, ranked.listening_ms, ranked.total
from ranked
join names using (name_id)
join tracks using (track_id)
left join names as artist on artist.name_id = ranked.artist_name_id
left join names as album on album.name_id = ranked.album_name_id
where ranked.rank <= 100
order by ranked.period_id, ranked.kind, ranked.item_rank, ranked.part_kind, ranked.rank
