-- stat set: month_leaders
-- grain:    one row per period, user and month of the year
-- uses:     listens/month_track_counts
-- columns:  period_id int, user_name text, month bigint, artist_name text, artist_mbid uuid?, artist_listen_count bigint,
--           track_name text, track_artist_name text, track_artist_mbids uuid[], track_listen_count bigint
--
-- The artist and the recording heard most in each month with a listen; ties as in the leaderboards: by name, then id,
-- descending.
with heard_artists as (
  select counted.period_id, counted.user_id, counted.month, track_artists.artist_id,
    min(track_artists.artist_name_id) as artist_name_id,
    min(track_artists.artist_mbid) as artist_mbid,
    sum(counted.listen_count)::bigint as listen_count
  from month_track_counts as counted
  join track_artists using (track_id)
  group by counted.period_id, counted.user_id, counted.month, track_artists.artist_id
), leading_artists as (
  select period_id, user_id, month, artist_name_id, artist_mbid, listen_count
  from heard_artists
  qualify row_number() over (
    partition by period_id, user_id, month order by listen_count desc, artist_name_id desc, artist_mbid desc nulls last
  ) = 1
), heard_recordings as (
  select counted.period_id, counted.user_id, counted.month, tracks.recording_id,
    min(counted.track_id) as track_id,
    min(tracks.track_name_id) as track_name_id,
    min(tracks.artist_name_id) as artist_name_id,
    min(tracks.recording_mbid) as recording_mbid,
    sum(counted.listen_count)::bigint as listen_count
  from month_track_counts as counted
  join tracks using (track_id)
  group by counted.period_id, counted.user_id, counted.month, tracks.recording_id
), leading_recordings as (
  select period_id, user_id, month, track_id, track_name_id, artist_name_id, listen_count
  from heard_recordings
  qualify row_number() over (
    partition by period_id, user_id, month
    order by listen_count desc, track_name_id desc, recording_mbid desc nulls last, artist_name_id desc, recording_id desc
  ) = 1
)
select leading_artists.period_id, users.user_name, leading_artists.month, artist.name as artist_name, leading_artists.artist_mbid,
  leading_artists.listen_count as artist_listen_count,
  track.name as track_name, track_artist.name as track_artist_name, credits.artist_mbids as track_artist_mbids,
  leading_recordings.listen_count as track_listen_count
from leading_artists
join leading_recordings using (period_id, user_id, month)
join users using (user_id)
join names as artist on artist.name_id = leading_artists.artist_name_id
join names as track on track.name_id = leading_recordings.track_name_id
join names as track_artist on track_artist.name_id = leading_recordings.artist_name_id
join tracks on tracks.track_id = leading_recordings.track_id
join credits on credits.credit_id = tracks.credit_id
order by leading_artists.period_id, users.user_name, leading_artists.month
