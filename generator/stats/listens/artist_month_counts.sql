-- stat set: artist_month_counts
-- grain:    one row per subject, artist and month with a listen
-- columns:  subject_id int, artist_id ubigint, month_day date, artist_name_id int, artist_mbid uuid?, listen_count bigint
--
-- Over the whole history; a month is told by its first day. A listen with two artists counts once for each.
with heard as (
  select user_id, track_id, date_trunc('month', listened_at)::date as month_day, count(*) as listen_count
  from listens
  group by user_id, track_id, date_trunc('month', listened_at)::date
), counted as (
  select heard.user_id, track_artists.artist_id, heard.month_day, min(track_artists.artist_name_id) as artist_name_id,
    min(track_artists.artist_mbid) as artist_mbid, sum(heard.listen_count)::bigint as listen_count
  from heard
  join track_artists using (track_id)
  group by heard.user_id, track_artists.artist_id, heard.month_day
)
select user_id as subject_id, artist_id, month_day, artist_name_id, artist_mbid, listen_count
from counted
union all
select 0 as subject_id, artist_id, month_day, min(artist_name_id) as artist_name_id, min(artist_mbid) as artist_mbid,
  sum(listen_count)::bigint as listen_count
from counted
group by artist_id, month_day
