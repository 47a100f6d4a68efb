-- stat set: release_counts
-- grain:    one row per period, user and release
-- uses:     listens/track_counts
-- columns:  period_id int, user_id int, release_id ubigint, track_id int, release_name_id int, artist_name_id int,
--           release_mbid uuid, listen_count bigint
--
-- track_id is any track of the release: all agree on the ids, the credit and the cover.
select track_counts.period_id, track_counts.user_id, tracks.release_id,
  min(tracks.track_id) as track_id,
  min(tracks.release_name_id) as release_name_id,
  min(tracks.release_artist_name_id) as artist_name_id,
  any_value(tracks.release_mbid) as release_mbid,
  sum(track_counts.listen_count)::bigint as listen_count
from track_counts
join tracks using (track_id)
join periods using (period_id)
where periods.is_mirrored and tracks.release_id is not null
group by track_counts.period_id, track_counts.user_id, tracks.release_id
