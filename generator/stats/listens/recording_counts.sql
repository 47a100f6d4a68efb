-- stat set: recording_counts
-- grain:    one row per period, user and recording
-- uses:     listens/track_counts
-- columns:  period_id int, user_id int, recording_id ubigint, track_id int, track_name_id int, artist_name_id int,
--           release_name_id int, recording_mbid uuid, listen_count bigint, listening_ms bigint
--
-- One recording on two releases is two rows. track_id is any track of the row: all agree on the ids, the credit and the cover.
select track_counts.period_id, track_counts.user_id, tracks.recording_id,
  min(tracks.track_id) as track_id,
  min(tracks.track_name_id) as track_name_id,
  min(tracks.artist_name_id) as artist_name_id,
  min(tracks.release_name_id) as release_name_id,
  any_value(tracks.recording_mbid) as recording_mbid,
  sum(track_counts.listen_count)::bigint as listen_count,
  sum(track_counts.listening_ms)::bigint as listening_ms
from track_counts
join tracks using (track_id)
group by track_counts.period_id, track_counts.user_id, tracks.recording_id
