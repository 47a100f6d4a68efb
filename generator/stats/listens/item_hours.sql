-- stat set: item_hours
-- grain:    one row per period, kind, item with a page, weekday and hour with a listen
-- uses:     listens/item_tracks, listens/page_item_counts
-- columns:  period_id int, kind text, item_rank bigint, weekday int, hour bigint, listen_count bigint
--
-- When in the week everyone listens to it; Monday is 1.
with heard as (
  select track_id, days_from(date_trunc('week', listened_at)::date, listened_at::date)::integer + 1 as weekday,
    hour(listened_at) as hour, count(*) as listen_count
  from listens
  group by track_id, days_from(date_trunc('week', listened_at)::date, listened_at::date)::integer + 1, hour(listened_at)
)
select pages.period_id, pages.kind, pages.item_rank, heard.weekday, heard.hour, sum(heard.listen_count)::bigint as listen_count
from page_item_counts as pages
join item_tracks using (kind, item_id)
join heard on heard.track_id = item_tracks.track_id
group by pages.period_id, pages.kind, pages.item_rank, heard.weekday, heard.hour
order by pages.period_id, pages.kind, pages.item_rank, heard.weekday, heard.hour
