-- stat set: item_counts
-- grain:    one row per kind, item and user
-- uses:     listens/item_tracks
-- columns:  kind text, item_id ubigint, user_id int, track_id int, name_id int, artist_name_id int?, mbid uuid?,
--           listen_count bigint, timed_count bigint, listening_ms bigint?
--
-- Over the whole history. Of spellings the smallest is shown; track_id is any track of the item.
with counted as (
  select user_id, track_id, count(*) as listen_count, count(duration_ms) as timed_count, sum(duration_ms)::bigint as listening_ms
  from listens
  group by user_id, track_id
)
select item_tracks.kind, item_tracks.item_id, counted.user_id, min(item_tracks.track_id) as track_id,
  min(item_tracks.name_id) as name_id, min(item_tracks.artist_name_id) as artist_name_id, min(item_tracks.mbid) as mbid,
  sum(counted.listen_count)::bigint as listen_count, sum(counted.timed_count)::bigint as timed_count,
  sum(counted.listening_ms)::bigint as listening_ms
from counted
join item_tracks using (track_id)
group by item_tracks.kind, item_tracks.item_id, counted.user_id
