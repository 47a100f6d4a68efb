-- stat set: item_edges
-- grain:    one row per period, kind, item with a page and place
-- uses:     listens/item_tracks, listens/page_item_counts
-- columns:  period_id int, kind text, item_rank bigint, place text, listened_at timestamp, user_name text, track_name text
--
-- The first and the last listen; of several in one second by the part of the second, then by user and by name.
with heard as (
  select pages.period_id, pages.kind, pages.item_rank, item_tracks.track_id, min(listens.listened_at) as first_at,
    max(listens.listened_at) as last_at
  from page_item_counts as pages
  join item_tracks using (kind, item_id)
  join listens on listens.track_id = item_tracks.track_id
  group by pages.period_id, pages.kind, pages.item_rank, item_tracks.track_id
), edges as (
  select period_id, kind, item_rank, track_id, 'first' as place, first_at as listened_at
  from heard
  qualify first_at = min(first_at) over (partition by period_id, kind, item_rank)
  union all
  select period_id, kind, item_rank, track_id, 'last' as place, last_at as listened_at
  from heard
  qualify last_at = max(last_at) over (partition by period_id, kind, item_rank)
), placed as (
  select edges.period_id, edges.kind, edges.item_rank, edges.place, edges.listened_at, listens.user_id, tracks.track_name_id,
    row_number() over (
      partition by edges.period_id, edges.kind, edges.item_rank, edges.place
      order by listens.microsecond, listens.user_id, tracks.track_name_id, tracks.artist_name_id, tracks.track_id
    ) as from_start,
    row_number() over (
      partition by edges.period_id, edges.kind, edges.item_rank, edges.place
      order by listens.microsecond desc, listens.user_id desc, tracks.track_name_id desc, tracks.artist_name_id desc, tracks.track_id desc
    ) as from_end
  from edges
  join listens on listens.track_id = edges.track_id and listens.listened_at = edges.listened_at
  join tracks on tracks.track_id = edges.track_id
)
select placed.period_id, placed.kind, placed.item_rank, placed.place, placed.listened_at, users.user_name, names.name as track_name
from placed
join users using (user_id)
join names on names.name_id = placed.track_name_id
where (placed.place = 'first' and placed.from_start = 1) or (placed.place = 'last' and placed.from_end = 1)
order by placed.period_id, placed.kind, placed.item_rank, placed.place
