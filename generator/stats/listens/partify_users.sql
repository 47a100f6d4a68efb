-- stat set: partify_users
-- grain:    one row per window and user, of its first four
-- uses:     listens/partify_windows, listens/partify_counts
-- params:   at_least
-- columns:  window_name, rank, username, user_called, plays
--
-- user_called is the display name, the user name where there is none. Most plays first; ties by the earliest play in the window,
-- then by user name. Plays of nobody are nobody's here; nobody at all is listed when at_least is above 1.
with listeners as (
  select windows.window_number, windows.window_name, counts.user_id,
    sum(counts.plays)::bigint as plays, min(counts.first_at) as first_at
  from partify_counts as counts
  join partify_windows as windows on counts.window_number <= windows.window_number
  where counts.user_id is not null and $at_least <= 1
  group by windows.window_number, windows.window_name, counts.user_id
), ranked as (
  select window_number, window_name, user_id, plays,
    row_number() over (partition by window_number order by plays desc, first_at, user_id) as rank
  from listeners
)
select ranked.window_name, ranked.rank, users.user_name as username,
  coalesce(users.display_name, users.user_name) as user_called, ranked.plays
from ranked
join users using (user_id)
where ranked.rank <= 4
order by ranked.window_number, ranked.rank
