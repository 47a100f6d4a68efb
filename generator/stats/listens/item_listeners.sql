-- stat set: item_listeners
-- grain:    one row per period, kind, item with a page and listener
-- uses:     listens/item_counts, listens/page_item_counts
-- columns:  period_id int, kind text, item_rank bigint, rank bigint, user_name text, listen_count bigint
--
-- The top 25 listeners, ties by name, descending.
with ranked as (
  select pages.period_id, pages.kind, pages.item_rank, counted.user_id, counted.listen_count,
    row_number() over (
      partition by pages.period_id, pages.kind, pages.item_rank order by counted.listen_count desc, counted.user_id desc
    ) as rank
  from page_item_counts as pages
  join item_counts as counted using (kind, item_id)
)
select ranked.period_id, ranked.kind, ranked.item_rank, ranked.rank, users.user_name, ranked.listen_count
from ranked
join users using (user_id)
where ranked.rank <= 25
order by ranked.period_id, ranked.kind, ranked.item_rank, ranked.rank
