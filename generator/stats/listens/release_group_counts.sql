-- stat set: release_group_counts
-- grain:    one row per period, user and release group
-- uses:     listens/track_counts
-- columns:  period_id int, user_id int, release_group_id ubigint, track_id int, release_group_name_id int, artist_name_id int,
--           release_group_mbid uuid, listen_count bigint, listening_ms bigint
--
-- An album without an id stays, under the name that its listens gave it.
select track_counts.period_id, track_counts.user_id, tracks.release_group_id,
  min(tracks.track_id) as track_id,
  min(tracks.release_group_name_id) as release_group_name_id,
  min(tracks.release_group_artist_name_id) as artist_name_id,
  any_value(tracks.release_group_mbid) as release_group_mbid,
  sum(track_counts.listen_count)::bigint as listen_count,
  sum(track_counts.listening_ms)::bigint as listening_ms
from track_counts
join tracks using (track_id)
where tracks.release_group_id is not null
group by track_counts.period_id, track_counts.user_id, tracks.release_group_id
