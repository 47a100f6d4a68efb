-- stat set: sitewide_totals
-- grain:    one row
-- uses:     listens/track_counts, listens/artist_counts, listens/release_group_counts, listens/recording_counts
-- columns:  listen_count, user_count, artist_count, release_group_count, recording_count
select
  (select coalesce(sum(listen_count), 0)::bigint from track_counts) as listen_count,
  (select count(distinct user_id) from track_counts) as user_count,
  (select count(distinct artist_id) from artist_counts) as artist_count,
  (select count(distinct release_group_id) from release_group_counts) as release_group_count,
  (select count(distinct recording_id) from recording_counts) as recording_count
