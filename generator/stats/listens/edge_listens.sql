-- stat set: edge_listens
-- grain:    one row per period, subject and place
-- params:   at_least
-- columns:  period_id int, subject_id int, user_name text, place text, listened_at timestamp, listener text, track_name text,
--           artist_name text, artist_mbids uuid[]
--
-- The first and the last listen of a period; of several in one second by the part of the second, then by user and by name.
-- None where entries may not be about one listener.
with heard as (
  select calendar.period_id, listens.user_id, listens.track_id, listens.listened_at, listens.microsecond
  from listens
  join calendar on calendar.day = listens.listened_at::date and calendar.is_midnight = (listens.listened_at = listens.listened_at::date::timestamp)
  join periods on periods.period_id = calendar.period_id
  where calendar.is_inside and periods.has_records and $at_least = 1
), bounds as (
  select period_id, user_id, min(listened_at) as first_at, max(listened_at) as last_at
  from heard
  group by period_id, user_id
), edges as (
  select heard.period_id, heard.user_id, heard.track_id, heard.listened_at, heard.microsecond,
    heard.listened_at = bounds.first_at as is_first, heard.listened_at = bounds.last_at as is_last
  from heard
  join bounds using (period_id, user_id)
  where heard.listened_at = bounds.first_at or heard.listened_at = bounds.last_at
), subjected as (
  select period_id, user_id as subject_id, user_id, track_id, listened_at, microsecond, is_first, is_last
  from edges
  union all
  select period_id, 0 as subject_id, user_id, track_id, listened_at, microsecond, is_first, is_last
  from edges
), placed as (
  select subjected.period_id, subjected.subject_id, subjected.user_id, subjected.listened_at, tracks.track_name_id, tracks.artist_name_id,
    tracks.credit_id, subjected.is_first, subjected.is_last,
    row_number() over (
      partition by subjected.period_id, subjected.subject_id, subjected.is_first
      order by subjected.listened_at, subjected.microsecond, subjected.user_id, tracks.track_name_id, tracks.artist_name_id, tracks.track_id
    ) as from_start,
    row_number() over (
      partition by subjected.period_id, subjected.subject_id, subjected.is_last
      order by subjected.listened_at desc, subjected.microsecond desc, subjected.user_id desc, tracks.track_name_id desc,
        tracks.artist_name_id desc, tracks.track_id desc
    ) as from_end
  from subjected
  join tracks using (track_id)
), found as (
  select period_id, subject_id, user_id, listened_at, track_name_id, artist_name_id, credit_id, 'first' as place
  from placed
  where is_first and from_start = 1
  union all
  select period_id, subject_id, user_id, listened_at, track_name_id, artist_name_id, credit_id, 'last' as place
  from placed
  where is_last and from_end = 1
)
select found.period_id, found.subject_id, subjects.user_name, found.place, found.listened_at, users.user_name as listener,
  track.name as track_name, artist.name as artist_name, credits.artist_mbids
from found
join subjects using (subject_id)
join users on users.user_id = found.user_id
join names as track on track.name_id = found.track_name_id
join names as artist on artist.name_id = found.artist_name_id
join credits using (credit_id)
order by found.period_id, found.subject_id, found.place
