-- stat set: artist_gap_counts
-- grain:    one row per subject, artist and day of a comeback
-- columns:  subject_id int, artist_id ubigint, artist_name_id int, artist_mbid uuid?, last_day date, back_day date, gap_days bigint,
--           before_count bigint
--
-- Artists that were heard again after a year or more without them, and five times before at least. What comes later changes
-- nothing of it.
with heard as (
  select user_id, track_id, listened_at::date as day, count(*) as listen_count
  from listens
  group by user_id, track_id, listened_at::date
), counted as (
  select heard.user_id, track_artists.artist_id, heard.day, min(track_artists.artist_name_id) as artist_name_id,
    min(track_artists.artist_mbid) as artist_mbid, sum(heard.listen_count)::bigint as listen_count
  from heard
  join track_artists using (track_id)
  group by heard.user_id, track_artists.artist_id, heard.day
), subjected as (
  select user_id as subject_id, artist_id, day, artist_name_id, artist_mbid, listen_count
  from counted
  union all
  select 0 as subject_id, artist_id, day, min(artist_name_id) as artist_name_id, min(artist_mbid) as artist_mbid,
    sum(listen_count)::bigint as listen_count
  from counted
  group by artist_id, day
), placed as (
  select subject_id, artist_id, day, listen_count,
    lag(day) over (partition by subject_id, artist_id order by day) as last_day,
    sum(listen_count) over (partition by subject_id, artist_id order by day)::bigint as upto_count,
    min(artist_name_id) over (partition by subject_id, artist_id) as artist_name_id,
    min(artist_mbid) over (partition by subject_id, artist_id) as artist_mbid
  from subjected
)
select subject_id, artist_id, artist_name_id, artist_mbid, last_day, day as back_day,
  days_from(last_day, day)::bigint as gap_days, upto_count - listen_count as before_count
from placed
where days_from(last_day, day) >= 365 and upto_count - listen_count >= 5
