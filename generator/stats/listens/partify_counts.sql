-- stat set: partify_counts
-- grain:    one row per window, track and user: plays in that window, but in none that is narrower
-- uses:     listens/partify_windows
-- columns:  window_number int, track_id int, user_id int?, user_name text?, has_user boolean, is_listen boolean, plays bigint,
--           played_ms bigint, first_at timestamp
--
-- user_id is null for plays of nobody and for those of users without a listen, who have a user_name, or has_user alone.
-- played_ms counts known lengths only.
with plays as (
  select track_id, user_id, cast(null as string) as user_name, true as has_user, true as is_listen, duration_ms,
    listened_at + microsecond * interval 1 microsecond as played_at
  from listens
  union all
  select server_plays.track_id, users.user_id,
    case when users.user_id is null then server_plays.user_name end as user_name,
    server_plays.has_user, false as is_listen, server_plays.duration_ms,
    server_plays.listened_at + server_plays.microsecond * interval 1 microsecond as played_at
  from server_plays
  left join users on users.user_name = server_plays.user_name
), bounds as (
  select
    max(since) filter (where window_name = 'day') as day_since,
    max(since) filter (where window_name = 'week') as week_since,
    max(since) filter (where window_name = 'month') as month_since,
    max(since) filter (where window_name = 'year') as year_since
  from partify_windows
), placed as (
  select track_id, user_id, user_name, has_user, is_listen, duration_ms, played_at,
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
select window_number, track_id, user_id, user_name, has_user, is_listen, count(*) as plays,
  coalesce(sum(duration_ms), 0)::bigint as played_ms, min(played_at) as first_at
from placed
group by window_number, track_id, user_id, user_name, has_user, is_listen
