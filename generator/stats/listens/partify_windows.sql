-- stat set: partify_windows
-- grain:    one row per window
-- params:   as_of
-- columns:  window_number int, window_name text, since timestamp?, as_of timestamp
--
-- The windows roll back from as_of, from the narrowest to all; since: later than that is inside, null for all. as_of is told
-- to the second: the plays within that second belong to it.
with newest as (
  select max(listened_at + microsecond * interval 1 microsecond) as newest_at
  from listens
  union all
  select max(listened_at + microsecond * interval 1 microsecond) as newest_at
  from server_plays
), moment as (
  select greatest($as_of::timestamp, max(newest_at)) as as_of
  from newest
)
select window_number, window_name,
  case window_name
    when 'day' then as_of - interval 1 day
    when 'week' then as_of - interval 7 day
    when 'month' then as_of - interval 30 day
    when 'year' then as_of - interval 365 day
  end as since,
  as_of
from moment
cross join (values (1, 'day'), (2, 'week'), (3, 'month'), (4, 'year'), (5, 'all')) as windows(window_number, window_name)
order by window_number
