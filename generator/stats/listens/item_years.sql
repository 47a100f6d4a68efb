-- stat set: item_years
-- grain:    one row per period, kind, item with a page and year with a listen
-- uses:     listens/page_item_counts, listens/item_year_counts
-- columns:  period_id int, kind text, item_rank bigint, year bigint, rank bigint, listen_count bigint
--
-- An item's rank among all of its kind, year by year.
select pages.period_id, pages.kind, pages.item_rank, counted.year, counted.rank, counted.listen_count
from page_item_counts as pages
join item_year_counts as counted using (kind, item_id)
order by pages.period_id, pages.kind, pages.item_rank, counted.year
