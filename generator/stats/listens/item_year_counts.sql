-- stat set: item_year_counts
-- grain:    one row per kind, item and year with a listen
-- uses:     listens/item_tracks
-- columns:  kind text, item_id ubigint, year bigint, rank bigint, listen_count bigint
--
-- Everyone's listens, and the item's rank among all of its kind in the year: ties as in top lists, by name, then id, descending.
with heard as (
  select track_id, year(listened_at) as year, count(*) as listen_count
  from listens
  group by track_id, year(listened_at)
), counted as (
  select item_tracks.kind, item_tracks.item_id, heard.year, min(item_tracks.name_id) as name_id,
    min(item_tracks.artist_name_id) as artist_name_id, min(item_tracks.mbid) as mbid, sum(heard.listen_count)::bigint as listen_count
  from heard
  join item_tracks using (track_id)
  group by item_tracks.kind, item_tracks.item_id, heard.year
)
select kind, item_id, year,
  row_number() over (
    partition by kind, year
    order by listen_count desc, name_id desc, mbid desc nulls last, artist_name_id desc nulls last, item_id
  ) as rank,
  listen_count
from counted
