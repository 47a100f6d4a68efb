-- stat set: totals
-- grain:    one row per period and subject
-- uses:     listens/track_counts, listens/artist_counts, listens/release_group_counts, listens/recording_counts
-- columns:  period_id int, subject_id int, user_name text, listen_count bigint, user_count bigint?, artist_count bigint,
--           release_group_count bigint, recording_count bigint
--
-- What was heard, and of the site by how many; null of a listener. The site has a row in a period without a listen, too.
with listened as (
  select period_id, user_id, sum(listen_count)::bigint as listen_count
  from track_counts
  group by period_id, user_id
), summed as (
  select period_id, user_id as subject_id, listen_count, null::bigint as user_count
  from listened
  union all
  select periods.period_id, 0 as subject_id, coalesce(sum(listened.listen_count), 0)::bigint as listen_count,
    count(listened.user_id) as user_count
  from periods
  left join listened using (period_id)
  group by periods.period_id
), artists_heard as (
  select period_id, subject_id, count(*) as artist_count
  from artist_counts
  group by period_id, subject_id
), groups_heard as (
  select period_id, subject_id, count(*) as release_group_count
  from release_group_counts
  group by period_id, subject_id
), recordings_heard as (
  select period_id, subject_id, count(*) as recording_count
  from recording_counts
  group by period_id, subject_id
)
select summed.period_id, summed.subject_id, subjects.user_name, summed.listen_count, summed.user_count,
  coalesce(artists_heard.artist_count, 0) as artist_count,
  coalesce(groups_heard.release_group_count, 0) as release_group_count,
  coalesce(recordings_heard.recording_count, 0) as recording_count
from summed
join subjects using (subject_id)
left join artists_heard using (period_id, subject_id)
left join groups_heard using (period_id, subject_id)
left join recordings_heard using (period_id, subject_id)
order by summed.period_id, summed.subject_id
