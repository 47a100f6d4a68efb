-- stat set: top_genres
-- grain:    one row per user and genre
-- uses:     listens/track_counts
-- columns:  user_name, rank, genre, genre_count, genre_count_percent
--
-- The votes for the genres of every recording heard, each recording once: its own, else those of the release groups it was
-- heard on, else those of its artists. The first 25 by votes, ties by genre descending; percent of all votes, two
-- digits, a half rounded up.
with heard as (
  select distinct track_counts.user_id, tracks.recording_mbid, tracks.release_group_mbid, tracks.credit_id
  from track_counts
  join tracks using (track_id)
  where tracks.recording_mbid is not null
), by_recording as (
  select distinct user_id, recording_mbid
  from heard
  where recording_mbid in (select mbid from genres where entity = 'recording')
), by_group as (
  select distinct heard.user_id, heard.recording_mbid, heard.release_group_mbid
  from heard
  anti join by_recording using (user_id, recording_mbid)
  where heard.release_group_mbid in (select mbid from genres where entity = 'release_group')
), by_artist as (
  select distinct heard.user_id, heard.recording_mbid, credit_artists.artist_mbid
  from heard
  anti join by_recording using (user_id, recording_mbid)
  anti join by_group using (user_id, recording_mbid)
  join credit_artists using (credit_id)
), sources as (
  select user_id, 'recording' as entity, recording_mbid as mbid, 1 as recording_count
  from by_recording
  union all
  select user_id, 'release_group' as entity, release_group_mbid as mbid, count(*) as recording_count
  from by_group
  group by user_id, release_group_mbid
  union all
  select user_id, 'artist' as entity, artist_mbid as mbid, count(*) as recording_count
  from by_artist
  group by user_id, artist_mbid
), counted as (
  select sources.user_id, genres.genre, sum(sources.recording_count * genres.genre_count)::bigint as genre_count
  from sources
  join genres using (entity, mbid)
  group by sources.user_id, genres.genre
), ranked as (
  select user_id, genre, genre_count,
    row_number() over (partition by user_id order by genre_count desc, genre desc) as rank,
    sum(genre_count) over (partition by user_id)::bigint as total
  from counted
)
select users.user_name, ranked.rank, ranked.genre, ranked.genre_count,
  (20000 * ranked.genre_count + ranked.total) // (2 * ranked.total) / 100 as genre_count_percent
from ranked
join users using (user_id)
where ranked.rank <= 25
order by users.user_name, ranked.rank
