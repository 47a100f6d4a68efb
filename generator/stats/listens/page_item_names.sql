-- stat set: page_item_names
-- grain:    one row per period, kind and name of an item with a page and no id
-- uses:     listens/item_tracks, listens/page_item_counts
-- columns:  period_id int, kind text, name text, artist_name text?
--
-- Every spelling of the items with a page that are known by their names alone: lists call them by any of these.
with spelled as (
  select distinct pages.period_id, pages.kind, item_tracks.name_id, item_tracks.artist_name_id
  from page_item_counts as pages
  join item_tracks using (kind, item_id)
  where pages.mbid is null
)
select spelled.period_id, spelled.kind, names.name, artist.name as artist_name
from spelled
join names using (name_id)
left join names as artist on artist.name_id = spelled.artist_name_id
order by spelled.period_id, spelled.kind, names.name, artist.name
