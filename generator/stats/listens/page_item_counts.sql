-- stat set: page_item_counts
-- grain:    one row per period, kind and item with a page
-- uses:     listens/item_counts
-- params:   at_least
-- columns:  period_id int, kind text, item_id ubigint, item_rank bigint, track_id int, name_id int, artist_name_id int?, mbid uuid?,
--           listen_count bigint, listener_count bigint, timed_count bigint, listening_ms bigint?, total bigint
--
-- The items heard most over the whole history, as many of each kind as the period says; ties by name, then id, descending.
-- total counts every item of the kind. None where entries may not be about one listener: pages say who listened.
with counted as (
  select kind, item_id, min(track_id) as track_id, min(name_id) as name_id, min(artist_name_id) as artist_name_id, min(mbid) as mbid,
    sum(listen_count)::bigint as listen_count, count(*) as listener_count, sum(timed_count)::bigint as timed_count,
    sum(listening_ms)::bigint as listening_ms
  from item_counts
  group by kind, item_id
), ranked as (
  select kind, item_id, track_id, name_id, artist_name_id, mbid, listen_count, listener_count, timed_count, listening_ms,
    row_number() over (
      partition by kind
      order by listen_count desc, name_id desc, mbid desc nulls last, artist_name_id desc nulls last, item_id
    ) as item_rank,
    count(*) over (partition by kind) as total
  from counted
)
select periods.period_id, ranked.kind, ranked.item_id, ranked.item_rank, ranked.track_id, ranked.name_id, ranked.artist_name_id,
  ranked.mbid, ranked.listen_count, ranked.listener_count, ranked.timed_count, ranked.listening_ms, ranked.total
from ranked
join periods
  on (ranked.kind = 'artist' and ranked.item_rank <= periods.artist_pages)
  or (ranked.kind = 'album' and ranked.item_rank <= periods.album_pages)
  or (ranked.kind = 'track' and ranked.item_rank <= periods.track_pages)
where $at_least = 1
