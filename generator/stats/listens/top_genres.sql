-- stat set: top_genres
-- grain:    one row per period, user and genre
-- uses:     listens/track_counts
-- columns:  period_id int, user_name text, rank bigint, genre text, genre_count bigint, genre_count_percent double
--
-- The votes for the genres of every recording heard, each recording once: its own, those of the release groups it was heard
-- on, and those of its artists; where several of the three name one genre, the first of them alone. The first 25 by votes
-- and what ties with the last of them, ties by genre descending; percent of all votes, two digits, a half rounded up.
with heard as (
  select distinct track_counts.period_id, track_counts.user_id, tracks.recording_mbid, tracks.release_group_mbid, tracks.credit_id
  from track_counts
  join tracks using (track_id)
  join periods using (period_id)
  where periods.kind = 'year' and tracks.recording_mbid is not null
), sources as (
  select distinct period_id, user_id, recording_mbid, 1 as place, 'recording' as entity, recording_mbid as mbid
  from heard
  union all
  select distinct period_id, user_id, recording_mbid, 2 as place, 'release_group' as entity, release_group_mbid as mbid
  from heard
  union all
  select distinct heard.period_id, heard.user_id, heard.recording_mbid, 3 as place, 'artist' as entity, credit_artists.artist_mbid as mbid
  from heard
  join credit_artists using (credit_id)
), voted as (
  select sources.period_id, sources.user_id, sources.recording_mbid, genres.genre, sources.place, sum(genres.genre_count) as genre_count
  from sources
  join genres using (entity, mbid)
  group by sources.period_id, sources.user_id, sources.recording_mbid, genres.genre, sources.place
  qualify row_number() over (
    partition by sources.period_id, sources.user_id, sources.recording_mbid, genres.genre order by sources.place
  ) = 1
), counted as (
  select period_id, user_id, genre, sum(genre_count)::bigint as genre_count
  from voted
  group by period_id, user_id, genre
), ranked as (
  select period_id, user_id, genre, genre_count,
    row_number() over (partition by period_id, user_id order by genre_count desc, genre desc) as rank,
    rank() over (partition by period_id, user_id order by genre_count desc) as shared_rank,
    sum(genre_count) over (partition by period_id, user_id)::bigint as total
  from counted
)
select ranked.period_id, users.user_name, ranked.rank, ranked.genre, ranked.genre_count,
  whole(20000 * ranked.genre_count + ranked.total, 2 * ranked.total) / 100 as genre_count_percent
from ranked
join users using (user_id)
where ranked.shared_rank <= 25
order by ranked.period_id, users.user_name, ranked.rank
