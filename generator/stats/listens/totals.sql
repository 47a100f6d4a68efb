-- stat set: totals
-- grain:    one row per period and user
-- uses:     listens/track_counts, listens/artist_counts, listens/release_group_counts, listens/recording_counts
-- columns:  period_id int, user_name text, listen_count bigint, artist_count bigint, release_group_count bigint,
--           recording_count bigint
with listened as (
  select period_id, user_id, sum(listen_count)::bigint as listen_count
  from track_counts
  group by period_id, user_id
), artists_heard as (
  select period_id, user_id, count(*) as artist_count
  from artist_counts
  group by period_id, user_id
), groups_heard as (
  select period_id, user_id, count(*) as release_group_count
  from release_group_counts
  group by period_id, user_id
), recordings_heard as (
  select period_id, user_id, count(*) as recording_count
  from recording_counts
  group by period_id, user_id
)
select listened.period_id, users.user_name, listened.listen_count, artists_heard.artist_count,
  coalesce(groups_heard.release_group_count, 0) as release_group_count, recordings_heard.recording_count
from listened
join artists_heard using (period_id, user_id)
join recordings_heard using (period_id, user_id)
left join groups_heard using (period_id, user_id)
join users using (user_id)
order by listened.period_id, users.user_name
