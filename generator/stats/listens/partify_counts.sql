-- stat set: partify_counts
-- grain:    one row per window, track and user: plays in that window, but in none that is narrower
-- uses:     listens/partify_windows
-- columns:  window_number, track_id, user_id, plays, played_ms, first_at
--
-- user_id is null for plays of nobody. played_ms counts known lengths only.
with plays as (
  select track_id, user_id, duration_ms, listened_at + microsecond * interval 1 microsecond as played_at
  from listens
  union all
  select track_id, null as user_id, duration_ms, listened_at + microsecond * interval 1 microsecond as played_at
  from ownerless
), bounds as (
  select
    max(since) filter (where window_name = 'day') as day_since,
    max(since) filter (where window_name = 'week') as week_since,
    max(since) filter (where window_name = 'month') as month_since,
    max(since) filter (where window_name = 'year') as year_since
  from partify_windows
), placed as (
  select track_id, user_id, duration_ms, played_at,
    case
      when played_at > day_since then 1
      when played_at > week_since then 2
      when played_at > month_since then 3
      when played_at > year_since then 4
      else 5
    end as window_number
  from plays
  cross join bounds
)
select window_number, track_id, user_id, count(*) as plays, coalesce(sum(duration_ms), 0)::bigint as played_ms, min(played_at) as first_at
from placed
group by window_number, track_id, user_id
