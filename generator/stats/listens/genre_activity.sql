-- stat set: genre_activity
-- grain:    one row per user, genre and hour
-- uses:     listens/track_genres, listens/genre_names
-- params:   since, until
-- columns:  user_name, rank, genre, hour, listen_count, hour_rank
--
-- A listen counts for every genre of its recording. The ten genres heard most in each hour of the day; ties by genre descending.
-- Rows by genre, then hour; hour_rank is a genre's place in its hour.
with counted as (
  select listens.user_id, hour(listens.listened_at)::tinyint as hour, track_genres.genre_id, count(*) as listen_count
  from listens
  join track_genres using (track_id)
  where listens.listened_at >= $since and listens.listened_at <= $until
  group by listens.user_id, hour, track_genres.genre_id
), ranked as (
  select user_id, hour, genre_id, listen_count,
    row_number() over (partition by user_id, hour order by listen_count desc, genre_id desc) as hour_rank
  from counted
  qualify hour_rank <= 10
)
select users.user_name, row_number() over (partition by ranked.user_id order by ranked.genre_id, ranked.hour) as rank,
  genre_names.genre, ranked.hour, ranked.listen_count, ranked.hour_rank
from ranked
join users using (user_id)
join genre_names using (genre_id)
order by users.user_name, rank
