-- stat set: partify_albums
-- grain:    one row per window and album, of its first four
-- uses:     listens/partify_windows, listens/partify_counts
-- params:   at_least
-- columns:  window_name text, rank bigint, album text, artist text, plays bigint
--
-- By the album's title alone, letter by letter; the artist is that of its earliest play in the window. Most plays first; ties
-- by the earliest play, then by title. Plays without an album are together those
-- of null. An album with fewer than at_least users is left
-- out: only where that is asked are users told apart.
with user_plays as (
  select counts.window_number, if($at_least > 1, counts.user_id, null) as user_id, tracks.release_name_id, tracks.artist_name_id,
    sum(counts.plays) as plays, min(counts.first_at) as first_at
  from partify_counts as counts
  join tracks using (track_id)
  group by counts.window_number, if($at_least > 1, counts.user_id, null), tracks.release_name_id, tracks.artist_name_id
), albums as (
  select windows.window_number, windows.window_name, user_plays.release_name_id,
    sum(user_plays.plays)::bigint as plays, min(user_plays.first_at) as first_at
  from user_plays
  join partify_windows as windows on user_plays.window_number <= windows.window_number
  group by windows.window_number, windows.window_name, user_plays.release_name_id
  having $at_least <= 1 or count(distinct user_plays.user_id) >= $at_least
), ranked as (
  select window_number, window_name, release_name_id, plays,
    row_number() over (partition by window_number order by plays desc, first_at, release_name_id nulls first) as rank
  from albums
), credited as (
  select ranked.window_number, ranked.window_name, ranked.rank, ranked.release_name_id, ranked.plays, user_plays.artist_name_id,
    row_number() over (
      partition by ranked.window_number, ranked.rank order by user_plays.first_at, user_plays.artist_name_id
    ) as place
  from ranked
  join user_plays
    on user_plays.release_name_id is not distinct from ranked.release_name_id and user_plays.window_number <= ranked.window_number
  where ranked.rank <= 4
)
select credited.window_name, credited.rank, album.name as album, nullif(artist.name, '') as artist, credited.plays
from credited
left join names as album on album.name_id = credited.release_name_id
join names as artist on artist.name_id = credited.artist_name_id
where credited.place = 1
order by credited.window_number, credited.rank
