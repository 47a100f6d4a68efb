-- stat set: page_items
-- grain:    one row per period, kind and item with a page
-- uses:     listens/page_item_counts, listens/item_day_counts
-- columns:  period_id int, kind text, item_rank bigint, name text, mbid uuid?, artist_name text?, artist_mbids uuid[], caa_id bigint?,
--           caa_release_mbid uuid?, country text?, listen_count bigint, listener_count bigint, timed_count bigint,
--           listening_ms bigint?, day_count bigint, most_day date, most_count bigint, total bigint
--
-- What the page of an item says first: of the days with it the one with most listens is the earliest of such days.
with days as (
  select period_id, kind, item_rank, count(*) as day_count, max(listen_count) as most_count
  from item_day_counts
  group by period_id, kind, item_rank
), most as (
  select counted.period_id, counted.kind, counted.item_rank, min(counted.day) as most_day
  from item_day_counts as counted
  join days using (period_id, kind, item_rank)
  where counted.listen_count = days.most_count
  group by counted.period_id, counted.kind, counted.item_rank
), countries as (
  select artist_id, min(country) as country
  from track_artists
  group by artist_id
)
select pages.period_id, pages.kind, pages.item_rank, names.name, pages.mbid, artist.name as artist_name,
  if(pages.kind = 'album', album.artist_mbids, credit.artist_mbids) as artist_mbids,
  if(pages.kind = 'album', tracks.release_group_caa_id, tracks.caa_id) as caa_id,
  if(pages.kind = 'album', tracks.release_group_caa_release_mbid, tracks.caa_release_mbid) as caa_release_mbid,
  countries.country, pages.listen_count, pages.listener_count, pages.timed_count, pages.listening_ms,
  days.day_count, most.most_day, days.most_count, pages.total
from page_item_counts as pages
join days using (period_id, kind, item_rank)
join most using (period_id, kind, item_rank)
join names using (name_id)
join tracks using (track_id)
join credits as credit on credit.credit_id = tracks.credit_id
join credits as album on album.credit_id = tracks.release_group_credit_id
left join names as artist on artist.name_id = pages.artist_name_id
left join countries on pages.kind = 'artist' and countries.artist_id = pages.item_id
order by pages.period_id, pages.kind, pages.item_rank
