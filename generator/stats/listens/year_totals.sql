-- stat set: year_totals
-- grain:    one row per user
-- uses:     listens/totals, listens/track_counts, listens/release_counts, listens/artist_firsts
-- params:   since, until
-- columns:  user_name, total_listen_count, total_artists_count, total_releases_count, total_release_groups_count,
--           total_recordings_count, total_new_artists_discovered, total_listening_time, day_of_week
--
-- The numbers of a year in music, for every user with a listen in it. total_listening_time is in whole seconds, by the
-- recordings' lengths, three minutes where one is unknown. day_of_week is the busiest, of equal ones the first after Sunday.
with lengths as (
  select track_counts.user_id, sum(track_counts.listen_count * coalesce(tracks.length_ms, 180000))::bigint as length_ms
  from track_counts
  join tracks using (track_id)
  group by track_counts.user_id
), releases_heard as (
  select user_id, count(*) as release_count
  from release_counts
  group by user_id
), artists_discovered as (
  select user_id, count(*) as new_artist_count
  from artist_firsts
  where first_at >= $since and first_at <= $until
  group by user_id
), weekdays as (
  select user_id, isodow(listened_at) as day, count(*) as listen_count
  from listens
  where listened_at >= $since and listened_at <= $until
  group by user_id, day
), busiest as (
  select user_id, day
  from weekdays
  qualify row_number() over (partition by user_id order by listen_count desc, day) = 1
)
select totals.user_name,
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
join lengths using (user_id)
join busiest using (user_id)
left join releases_heard using (user_id)
left join artists_discovered using (user_id)
order by totals.user_name
