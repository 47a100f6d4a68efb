-- stat set: discovery_totals
-- grain:    one row per period and user
-- uses:     listens/track_counts, listens/release_counts, listens/artist_firsts
-- columns:  period_id int, user_name text, release_count bigint, new_artist_count bigint, length_seconds bigint, weekday text
--
-- What a year in music counts beside the totals: releases, artists heard for the first time, whole seconds by the recordings'
-- lengths, three minutes where one is unknown, and the busiest day of the week, of equal ones the first after Sunday.
with lengths as (
  select track_counts.period_id, track_counts.user_id, sum(track_counts.listen_count * coalesce(tracks.length_ms, 180000))::bigint as length_ms
  from track_counts
  join tracks using (track_id)
  join periods using (period_id)
  where periods.kind = 'year'
  group by track_counts.period_id, track_counts.user_id
), releases_heard as (
  select period_id, subject_id as user_id, count(*) as release_count
  from release_counts
  group by period_id, subject_id
), artists_discovered as (
  select periods.period_id, artist_firsts.user_id, count(*) as new_artist_count
  from artist_firsts
  join periods on artist_firsts.first_at >= periods.since and artist_firsts.first_at <= periods.until
  where periods.kind = 'year'
  group by periods.period_id, artist_firsts.user_id
), weekdays as (
  select calendar.period_id, listens.user_id, calendar.weekday, count(*) as listen_count
  from listens
  join calendar on calendar.day = listens.listened_at::date and calendar.is_midnight = (listens.listened_at = listens.listened_at::date::timestamp)
  join periods on periods.period_id = calendar.period_id
  where calendar.is_inside and periods.kind = 'year'
  group by calendar.period_id, listens.user_id, calendar.weekday
), busiest as (
  select period_id, user_id, weekday
  from weekdays
  qualify row_number() over (partition by period_id, user_id order by listen_count desc, weekday) = 1
)
select lengths.period_id, users.user_name,
  coalesce(releases_heard.release_count, 0) as release_count,
  coalesce(artists_discovered.new_artist_count, 0) as new_artist_count,
  whole(lengths.length_ms, 1000) as length_seconds,
  hours.weekday
from lengths
join users using (user_id)
join busiest using (period_id, user_id)
join hours on hours.day = busiest.weekday and hours.hour = 0
left join releases_heard using (period_id, user_id)
left join artists_discovered using (period_id, user_id)
order by lengths.period_id, users.user_name
