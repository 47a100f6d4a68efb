-- stat set: artist_counts
-- grain:    one row per period, subject and artist
-- uses:     listens/track_counts
-- columns:  period_id int, subject_id int, artist_id ubigint, artist_name_id int, artist_mbid uuid?, country text?,
--           listen_count bigint, listening_ms bigint?, listener_count bigint
--
-- A listen with two artists counts once for each. Of spellings that differ in case the smallest is shown.
-- The site counts a listener's listens of one artist up to the period's cap, and knows no listening time of artists.
with counted as (
  select track_counts.period_id, track_counts.user_id, track_artists.artist_id,
    min(track_artists.artist_name_id) as artist_name_id,
    min(track_artists.artist_mbid) as artist_mbid,
    min(track_artists.country) as country,
    sum(track_counts.listen_count)::bigint as listen_count,
    sum(track_counts.listening_ms)::bigint as listening_ms
  from track_counts
  join track_artists using (track_id)
  group by track_counts.period_id, track_counts.user_id, track_artists.artist_id
)
select period_id, user_id as subject_id, artist_id, artist_name_id, artist_mbid, country, listen_count, listening_ms,
  1::bigint as listener_count
from counted
union all
select counted.period_id, 0 as subject_id, counted.artist_id, min(counted.artist_name_id) as artist_name_id,
  min(counted.artist_mbid) as artist_mbid, min(counted.country) as country,
  sum(least(counted.listen_count, periods.cap))::bigint as listen_count, null::bigint as listening_ms, count(*) as listener_count
from counted
join periods using (period_id)
group by counted.period_id, counted.artist_id
