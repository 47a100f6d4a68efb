-- stat set: artist_counts
-- grain:    one row per period, user and artist
-- uses:     listens/track_counts
-- columns:  period_id int, user_id int, artist_id ubigint, artist_name_id int, artist_mbid uuid, country text,
--           listen_count bigint, listening_ms bigint
--
-- A listen with two artists counts once for each. Of spellings that differ in case the smallest is shown.
select track_counts.period_id, track_counts.user_id, track_artists.artist_id,
  min(track_artists.artist_name_id) as artist_name_id,
  any_value(track_artists.artist_mbid) as artist_mbid,
  any_value(track_artists.country) as country,
  sum(track_counts.listen_count)::bigint as listen_count,
  sum(track_counts.listening_ms)::bigint as listening_ms
from track_counts
join track_artists using (track_id)
group by track_counts.period_id, track_counts.user_id, track_artists.artist_id
