-- stat set: partify_tracks
-- grain:    one row per window and track, of its first four
-- uses:     listens/partify_windows, listens/partify_counts
-- params:   at_least
-- columns:  window_name text, rank bigint, title text, artist text, plays bigint
--
-- By title and artist, letter by letter. Most plays first; ties by the earliest play in the window, then by title and artist.
-- What has no title, or no artist, has null there.
-- A track with fewer than at_least users is left out: only where that is asked are users told apart.
with user_plays as (
  select counts.window_number, if($at_least > 1, counts.user_id, null) as user_id, tracks.track_name_id, tracks.artist_name_id,
    sum(counts.plays) as plays, min(counts.first_at) as first_at
  from partify_counts as counts
  join tracks using (track_id)
  group by counts.window_number, if($at_least > 1, counts.user_id, null), tracks.track_name_id, tracks.artist_name_id
), titles as (
  select windows.window_number, windows.window_name, user_plays.track_name_id, user_plays.artist_name_id,
    sum(user_plays.plays)::bigint as plays, min(user_plays.first_at) as first_at
  from user_plays
  join partify_windows as windows on user_plays.window_number <= windows.window_number
  group by windows.window_number, windows.window_name, user_plays.track_name_id, user_plays.artist_name_id
  having $at_least <= 1 or count(distinct user_plays.user_id) >= $at_least
), ranked as (
  select window_number, window_name, track_name_id, artist_name_id, plays,
    row_number() over (
      partition by window_number order by plays desc, first_at, track_name_id, artist_name_id
    ) as rank
  from titles
)
select ranked.window_name, ranked.rank, nullif(track.name, '') as title, nullif(artist.name, '') as artist, ranked.plays
from ranked
join names as track on track.name_id = ranked.track_name_id
join names as artist on artist.name_id = ranked.artist_name_id
where ranked.rank <= 4
order by ranked.window_number, ranked.rank
