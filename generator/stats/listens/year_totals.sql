-- stat set: year_totals
-- grain:    one row per period and user
-- uses:     listens/totals, listens/track_counts, listens/release_counts, listens/artist_firsts
-- columns:  period_id int, user_name text, total_listen_count bigint, total_artists_count bigint, total_releases_count bigint,
--           total_release_groups_count bigint, total_recordings_count bigint, total_new_artists_discovered bigint,
--           total_listening_time bigint, day_of_week text
--
-- The numbers of a year in music, for every user with a listen in it. total_listening_time is in whole seconds, by the
-- recordings' lengths, three minutes where one is unknown. day_of_week is the busiest, of equal ones the first after Sunday.
with lengths as (
  select track_counts.period_id, track_counts.user_id, sum(track_counts.listen_count * coalesce(tracks.length_ms, 180000))::bigint as length_ms
  from track_counts
  join tracks using (track_id)
  join periods using (period_id)
  where periods.kind = 'year'
  group by track_counts.period_id, track_counts.user_id
), releases_heard as (
  select period_id, user_id, count(*) as release_count
  from release_counts
  group by period_id, user_id
), artists_discovered as (
  select periods.period_id, user_id, count(*) as new_artist_count
  from artist_firsts
  join periods on artist_firsts.first_at >= periods.since and artist_firsts.first_at <= periods.until
  where periods.kind = 'year'
  group by periods.period_id, user_id
), weekdays as (
  select calendar.period_id, listens.user_id, isodow(listens.listened_at) as day, count(*) as listen_count
  from listens
  join calendar on calendar.day = listens.listened_at::date and calendar.is_midnight = (listens.listened_at = listens.listened_at::date::timestamp)
  join periods on periods.period_id = calendar.period_id
  where calendar.is_inside and periods.kind = 'year'
  group by calendar.period_id, listens.user_id, isodow(listens.listened_at)
), busiest as (
  select period_id, user_id, day
  from weekdays
  qualify row_number() over (partition by period_id, user_id order by listen_count desc, day) = 1
)
select totals.period_id, totals.user_name,
  totals.listen_count as total_listen_count,
  totals.artist_count as total_artists_count,
  coalesce(releases_heard.release_count, 0) as total_releases_count,
  totals.release_group_count as total_release_groups_count,
  totals.recording_count as total_recordings_count,
  coalesce(artists_discovered.new_artist_count, 0) as total_new_artists_discovered,
  lengths.length_ms // 1000 as total_listening_time,
  ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'][busiest.day] as day_of_week
from totals
join users using (user_name)
join lengths using (period_id, user_id)
join busiest using (period_id, user_id)
left join releases_heard using (period_id, user_id)
left join artists_discovered using (period_id, user_id)
order by totals.period_id, totals.user_name
