-- stat set: genre_activity
-- grain:    one row per period, user, genre and hour
-- uses:     listens/track_genres, listens/genre_names
-- columns:  period_id int, user_name text, rank bigint, genre text, hour smallint, listen_count bigint, hour_rank bigint
--
-- A listen counts for every genre of its recording. The ten genres heard most in each hour of the day; ties by genre descending.
-- Rows by genre, then hour; hour_rank is a genre's place in its hour.
with counted as (
  select calendar.period_id, listens.user_id, hour(listens.listened_at)::smallint as hour, track_genres.genre_id, count(*) as listen_count
  from listens
  join calendar on calendar.day = listens.listened_at::date and calendar.is_midnight = (listens.listened_at = listens.listened_at::date::timestamp)
  join periods on periods.period_id = calendar.period_id
  join track_genres using (track_id)
  where calendar.is_inside and periods.kind in ('range', 'year')
  group by calendar.period_id, listens.user_id, hour, track_genres.genre_id
), ranked as (
  select period_id, user_id, hour, genre_id, listen_count,
    row_number() over (partition by period_id, user_id, hour order by listen_count desc, genre_id desc) as hour_rank
  from counted
  qualify hour_rank <= 10
)
select ranked.period_id, users.user_name, row_number() over (partition by ranked.period_id, ranked.user_id order by ranked.genre_id, ranked.hour) as rank,
  genre_names.genre, ranked.hour, ranked.listen_count, ranked.hour_rank
from ranked
join users using (user_id)
join genre_names using (genre_id)
order by ranked.period_id, users.user_name, rank
