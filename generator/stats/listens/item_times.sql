-- stat set: item_times
-- grain:    one row per period, kind, item with a page, unit and time with a listen
-- uses:     listens/item_day_counts
-- params:   week_shift
-- columns:  period_id int, kind text, item_rank bigint, unit text, first_day date, listen_count bigint
--
-- The weeks and months in which an item was heard, by their first days. $week_shift is 1 where weeks begin on Sunday.
with counted as (
  select period_id, kind, item_rank, 'week' as unit,
    date_trunc('week', day + $week_shift::integer)::date - $week_shift::integer as first_day, sum(listen_count)::bigint as listen_count
  from item_day_counts
  group by period_id, kind, item_rank, date_trunc('week', day + $week_shift::integer)::date - $week_shift::integer
  union all
  select period_id, kind, item_rank, 'month' as unit, date_trunc('month', day)::date as first_day, sum(listen_count)::bigint as listen_count
  from item_day_counts
  group by period_id, kind, item_rank, date_trunc('month', day)::date
)
select period_id, kind, item_rank, unit, first_day, listen_count
from counted
order by period_id, kind, item_rank, unit, first_day
