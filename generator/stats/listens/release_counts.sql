-- stat set: release_counts
-- grain:    one row per period, subject and release
-- uses:     listens/track_counts
-- columns:  period_id int, subject_id int, release_id ubigint, track_id int, release_name_id int, artist_name_id int,
--           release_mbid uuid?, listen_count bigint, listener_count bigint
--
-- track_id is any track of the release: all agree on the ids, the credit and the cover. Only APIs count releases.
-- The site counts a listener's listens of one release up to the period's cap.
with counted as (
  select track_counts.period_id, track_counts.user_id, tracks.release_id,
    min(tracks.track_id) as track_id,
    min(tracks.release_name_id) as release_name_id,
    min(tracks.release_artist_name_id) as artist_name_id,
    min(tracks.release_mbid) as release_mbid,
    sum(track_counts.listen_count)::bigint as listen_count
  from track_counts
  join tracks using (track_id)
  join periods using (period_id)
  where periods.is_mirrored and tracks.release_id is not null
  group by track_counts.period_id, track_counts.user_id, tracks.release_id
)
select period_id, user_id as subject_id, release_id, track_id, release_name_id, artist_name_id, release_mbid, listen_count,
  1::bigint as listener_count
from counted
union all
select counted.period_id, 0 as subject_id, counted.release_id, min(counted.track_id) as track_id,
  min(counted.release_name_id) as release_name_id, min(counted.artist_name_id) as artist_name_id,
  min(counted.release_mbid) as release_mbid, sum(least(counted.listen_count, periods.cap))::bigint as listen_count,
  count(*) as listener_count
from counted
join periods using (period_id)
group by counted.period_id, counted.release_id
