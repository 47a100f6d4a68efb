-- stat set: sitewide_totals
-- grain:    one row per period
-- uses:     listens/track_counts, listens/artist_counts, listens/release_group_counts, listens/recording_counts
-- columns:  period_id int, listen_count bigint, user_count bigint, artist_count bigint, release_group_count bigint,
--           recording_count bigint
with listened as (
  select period_id, sum(listen_count)::bigint as listen_count, count(distinct user_id) as user_count
  from track_counts
  group by period_id
), artists_heard as (
  select period_id, count(distinct artist_id) as artist_count
  from artist_counts
  group by period_id
), groups_heard as (
  select period_id, count(distinct release_group_id) as release_group_count
  from release_group_counts
  group by period_id
), recordings_heard as (
  select period_id, count(distinct recording_id) as recording_count
  from recording_counts
  group by period_id
)
select periods.period_id, coalesce(listened.listen_count, 0) as listen_count, coalesce(listened.user_count, 0) as user_count,
  coalesce(artists_heard.artist_count, 0) as artist_count,
  coalesce(groups_heard.release_group_count, 0) as release_group_count,
  coalesce(recordings_heard.recording_count, 0) as recording_count
from periods
left join listened using (period_id)
left join artists_heard using (period_id)
left join groups_heard using (period_id)
left join recordings_heard using (period_id)
order by periods.period_id
