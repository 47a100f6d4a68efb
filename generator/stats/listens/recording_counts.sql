-- stat set: recording_counts
-- grain:    one row per period, subject and recording
-- uses:     listens/track_counts
-- columns:  period_id int, subject_id int, recording_id ubigint, track_id int, track_name_id int, artist_name_id int,
--           release_name_id int?, recording_mbid uuid?, listen_count bigint, listening_ms bigint?, listener_count bigint
--
-- One recording on two releases is two rows. track_id is any track of the row: all agree on the ids, the credit and the cover.
-- The site counts a listener's listens of one recording up to the period's cap, and knows no listening time of recordings.
with counted as (
  select track_counts.period_id, track_counts.user_id, tracks.recording_id,
    min(tracks.track_id) as track_id,
    min(tracks.track_name_id) as track_name_id,
    min(tracks.artist_name_id) as artist_name_id,
    min(tracks.release_name_id) as release_name_id,
    min(tracks.recording_mbid) as recording_mbid,
    sum(track_counts.listen_count)::bigint as listen_count,
    sum(track_counts.listening_ms)::bigint as listening_ms
  from track_counts
  join tracks using (track_id)
  group by track_counts.period_id, track_counts.user_id, tracks.recording_id
)
select period_id, user_id as subject_id, recording_id, track_id, track_name_id, artist_name_id, release_name_id, recording_mbid,
  listen_count, listening_ms, 1::bigint as listener_count
from counted
union all
select counted.period_id, 0 as subject_id, counted.recording_id, min(counted.track_id) as track_id,
  min(counted.track_name_id) as track_name_id, min(counted.artist_name_id) as artist_name_id,
  min(counted.release_name_id) as release_name_id, min(counted.recording_mbid) as recording_mbid,
  sum(least(counted.listen_count, periods.cap))::bigint as listen_count, null::bigint as listening_ms, count(*) as listener_count
from counted
join periods using (period_id)
group by counted.period_id, counted.recording_id
