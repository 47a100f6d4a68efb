-- stat set: artist_unit_counts
-- grain:    one row per period, subject, unit of time and artist
-- columns:  period_id int, subject_id int, unit_number smallint, artist_id ubigint, artist_name_id int, artist_mbid uuid?,
--           listen_count bigint, listener_count bigint, mapped_name_id int?, mapped_count bigint, mapped_listener_count bigint
--
-- The ground of every evolution. A unit is a weekday (1 is Monday), a day of the month, a month or a year: whatever the
-- period is counted by. mapped_count is of recordings with an id alone, for an artist with an id: all that the API counts.
with counted as (
  select calendar.period_id, listens.user_id, calendar.unit_number, track_artists.artist_id,
    min(track_artists.artist_name_id) as artist_name_id,
    min(track_artists.artist_mbid) as artist_mbid,
    count(*) as listen_count,
    min(track_artists.artist_name_id) filter (where tracks.recording_mbid is not null and track_artists.artist_mbid is not null) as mapped_name_id,
    count(*) filter (where tracks.recording_mbid is not null and track_artists.artist_mbid is not null) as mapped_count
  from listens
  join calendar on calendar.day = listens.listened_at::date and calendar.is_midnight = (listens.listened_at = listens.listened_at::date::timestamp)
  join periods on periods.period_id = calendar.period_id
  join tracks using (track_id)
  join track_artists using (track_id)
  where calendar.is_inside and periods.kind in ('range', 'year')
  group by calendar.period_id, listens.user_id, calendar.unit_number, track_artists.artist_id
)
select period_id, user_id as subject_id, unit_number, artist_id, artist_name_id, artist_mbid, listen_count, 1::bigint as listener_count,
  mapped_name_id, mapped_count, if(mapped_count > 0, 1, 0)::bigint as mapped_listener_count
from counted
union all
select period_id, 0 as subject_id, unit_number, artist_id, min(artist_name_id) as artist_name_id, min(artist_mbid) as artist_mbid,
  sum(listen_count)::bigint as listen_count, count(*) as listener_count,
  min(mapped_name_id) as mapped_name_id, sum(mapped_count)::bigint as mapped_count, count(mapped_name_id) as mapped_listener_count
from counted
group by period_id, unit_number, artist_id
