-- stat set: item_day_counts
-- grain:    one row per period, kind, item with a page and day with a listen
-- uses:     listens/item_tracks, listens/page_item_counts
-- columns:  period_id int, kind text, item_rank bigint, day date, listen_count bigint
--
-- Over the whole history.
with heard as (
  select track_id, listened_at::date as day, count(*) as listen_count
  from listens
  group by track_id, listened_at::date
)
select pages.period_id, pages.kind, pages.item_rank, heard.day, sum(heard.listen_count)::bigint as listen_count
from page_item_counts as pages
join item_tracks using (kind, item_id)
join heard on heard.track_id = item_tracks.track_id
group by pages.period_id, pages.kind, pages.item_rank, heard.day
