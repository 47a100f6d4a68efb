-- stat set: release_group_counts
-- grain:    one row per period, subject and release group
-- uses:     listens/track_counts
-- columns:  period_id int, subject_id int, release_group_id ubigint, track_id int, release_group_name_id int, artist_name_id int,
--           release_group_mbid uuid?, listen_count bigint, listening_ms bigint?, listener_count bigint
--
-- An album without an id stays, under the name that its listens gave it.
-- The site counts a listener's listens of one release group up to the period's cap, and knows no listening time of them.
with counted as (
  select track_counts.period_id, track_counts.user_id, tracks.release_group_id,
    min(tracks.track_id) as track_id,
    min(tracks.release_group_name_id) as release_group_name_id,
    min(tracks.release_group_artist_name_id) as artist_name_id,
    min(tracks.release_group_mbid) as release_group_mbid,
    sum(track_counts.listen_count)::bigint as listen_count,
    sum(track_counts.listening_ms)::bigint as listening_ms
  from track_counts
  join tracks using (track_id)
  where tracks.release_group_id is not null
  group by track_counts.period_id, track_counts.user_id, tracks.release_group_id
)
select period_id, user_id as subject_id, release_group_id, track_id, release_group_name_id, artist_name_id, release_group_mbid,
  listen_count, listening_ms, 1::bigint as listener_count
from counted
union all
select counted.period_id, 0 as subject_id, counted.release_group_id, min(counted.track_id) as track_id,
  min(counted.release_group_name_id) as release_group_name_id, min(counted.artist_name_id) as artist_name_id,
  min(counted.release_group_mbid) as release_group_mbid, sum(least(counted.listen_count, periods.cap))::bigint as listen_count,
  null::bigint as listening_ms, count(*) as listener_count
from counted
join periods using (period_id)
group by counted.period_id, counted.release_group_id
