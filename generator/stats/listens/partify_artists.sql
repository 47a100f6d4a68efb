-- stat set: partify_artists
-- grain:    one row per window and artist, of its first four
-- uses:     listens/partify_windows, listens/partify_counts
-- params:   at_least
-- columns:  window_name text, rank bigint, artist text, plays bigint
--
-- By the artist's name, letter by letter. Most plays first; ties by the earliest play in the window, then by name. Plays
-- of tracks without an artist are together those of null. An artist
-- with fewer than at_least users is left out: only where that is asked are users told apart.
with user_plays as (
  select counts.window_number, if($at_least > 1, counts.user_id, null) as user_id, tracks.artist_name_id,
    sum(counts.plays) as plays, min(counts.first_at) as first_at
  from partify_counts as counts
  join tracks using (track_id)
  group by counts.window_number, if($at_least > 1, counts.user_id, null), tracks.artist_name_id
), artists as (
  select windows.window_number, windows.window_name, user_plays.artist_name_id,
    sum(user_plays.plays)::bigint as plays, min(user_plays.first_at) as first_at
  from user_plays
  join partify_windows as windows on user_plays.window_number <= windows.window_number
  group by windows.window_number, windows.window_name, user_plays.artist_name_id
  having $at_least <= 1 or count(distinct user_plays.user_id) >= $at_least
), ranked as (
  select window_number, window_name, artist_name_id, plays,
    row_number() over (partition by window_number order by plays desc, first_at, artist_name_id) as rank
  from artists
)
select ranked.window_name, ranked.rank, nullif(names.name, '') as artist, ranked.plays
from ranked
join names on names.name_id = ranked.artist_name_id
where ranked.rank <= 4
order by ranked.window_number, ranked.rank
