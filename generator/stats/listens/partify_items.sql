-- stat set: partify_items
-- grain:    one row per window, list and item, of its first four
-- uses:     listens/partify_windows, listens/partify_counts
-- params:   at_least
-- columns:  window_name text, list text, rank bigint, name text, artist text, plays bigint
--
-- The lists: artists by their name, albums by their title alone, tracks by title and artist, letter by letter; the artist of an
-- album is that of its earliest play in the window. Most plays first; ties by the earliest play in the window, then by name and
-- artist. What has no name, or no artist, has null there: plays without an album are together those of null. An item with
-- fewer than at_least users is left out: only where that is asked are users told apart.
with user_plays as (
  select counts.window_number, case when $at_least > 1 then counts.user_id end as user_id, tracks.track_name_id,
    tracks.release_name_id, tracks.artist_name_id, sum(counts.plays) as plays, min(counts.first_at) as first_at
  from partify_counts as counts
  join tracks using (track_id)
  group by counts.window_number, case when $at_least > 1 then counts.user_id end, tracks.track_name_id, tracks.release_name_id,
    tracks.artist_name_id
), played as (
  select 'artists' as list, window_number, user_id, artist_name_id as name_id, artist_name_id, plays, first_at
  from user_plays
  union all
  select 'albums' as list, window_number, user_id, release_name_id as name_id, artist_name_id, plays, first_at
  from user_plays
  union all
  select 'tracks' as list, window_number, user_id, track_name_id as name_id, artist_name_id, plays, first_at
  from user_plays
), items as (
  select windows.window_number, windows.window_name, played.list, played.name_id,
    case when played.list = 'tracks' then played.artist_name_id end as of_artist, cast(sum(played.plays) as bigint) as plays,
    min(played.first_at) as first_at
  from played
  join partify_windows as windows on played.window_number <= windows.window_number
  group by windows.window_number, windows.window_name, played.list, played.name_id,
    case when played.list = 'tracks' then played.artist_name_id end
  having $at_least <= 1 or count(distinct played.user_id) >= $at_least
), ranked as (
  select window_number, window_name, list, name_id, of_artist, plays,
    row_number() over (
      partition by window_number, list order by plays desc, first_at, name_id nulls first, of_artist nulls first
    ) as rank
  from items
), credited as (
  select ranked.window_number, ranked.window_name, ranked.list, ranked.rank, ranked.name_id, ranked.plays, played.artist_name_id,
    row_number() over (
      partition by ranked.window_number, ranked.list, ranked.rank order by played.first_at, played.artist_name_id
    ) as place
  from ranked
  join played
    on played.list = ranked.list and played.window_number <= ranked.window_number
    and played.name_id is not distinct from ranked.name_id
    and (ranked.list != 'tracks' or played.artist_name_id = ranked.of_artist)
  where ranked.rank <= 4
)
select credited.window_name, credited.list, credited.rank, nullif(called.name, '') as name, nullif(artist.name, '') as artist,
  credited.plays
from credited
left join names as called on called.name_id = credited.name_id
join names as artist on artist.name_id = credited.artist_name_id
where credited.place = 1
order by credited.window_number, credited.list, credited.rank
