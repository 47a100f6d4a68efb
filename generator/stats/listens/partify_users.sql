-- stat set: partify_users
-- grain:    one row per window and user, of its first four
-- uses:     listens/partify_windows, listens/partify_counts
-- params:   at_least
-- columns:  window_name text, rank bigint, username text?, user_called text?, plays bigint
--
-- user_called is the display name, the user name where no file says one, and null where a file says that there is none, as
-- username is; users without a user name are one. Most plays first; ties by the earliest play in the window, then by user name.
-- Plays of nobody are nobody's here; nobody at all is listed when at_least is above 1.
with players as (
  select windows.window_number, windows.window_name, counts.user_id, counts.user_name,
    sum(counts.plays)::bigint as plays, min(counts.first_at) as first_at
  from partify_counts as counts
  join partify_windows as windows on counts.window_number <= windows.window_number
  where counts.has_user and $at_least <= 1
  group by windows.window_number, windows.window_name, counts.user_id, counts.user_name
), named as (
  select players.window_number, players.window_name, players.user_id, players.plays, players.first_at,
    coalesce(users.user_name, players.user_name) as username, users.display_name, users.is_unnamed
  from players
  left join users on users.user_id = players.user_id
), ranked as (
  select window_number, window_name, user_id, username, display_name, is_unnamed, plays,
    row_number() over (partition by window_number order by plays desc, first_at, username nulls first) as rank
  from named
), called as (
  select windows.window_number, server_plays.user_name, server_plays.display_name, server_plays.is_unnamed,
    row_number() over (
      partition by windows.window_number, server_plays.user_name
      order by server_plays.listened_at, server_plays.microsecond, server_plays.display_name nulls last
    ) as place
  from server_plays
  join partify_windows as windows
    on windows.since is null
    or server_plays.listened_at + server_plays.microsecond * interval 1 microsecond > windows.since
  where server_plays.has_user
)
select ranked.window_name, ranked.rank, ranked.username,
  case
    when ranked.user_id is not null then
      coalesce(ranked.display_name, case when not ranked.is_unnamed then ranked.username end)
    else coalesce(called.display_name, case when not called.is_unnamed then ranked.username end)
  end as user_called,
  ranked.plays
from ranked
left join called
  on ranked.user_id is null and called.place = 1 and called.window_number = ranked.window_number
  and called.user_name is not distinct from ranked.username
where ranked.rank <= 4
order by ranked.window_number, ranked.rank
