-- stat set: milestones
-- grain:    one row per subject and number
-- columns:  subject_id int, user_name text, number bigint, listened_at timestamp, listener text, track_name text, artist_name text,
--           artist_mbids uuid[]
--
-- The 1st listen of all, the 100th, the 1,000th, the 5,000th, and from the 10,000th on those of one digit and zeros. Several
-- in one second are in the order of the part of the second, then of user and name. Over the whole history.
with digits as (
  select range + 1 as digit
  from range(9)
), numbers as (
  select number
  from (values (1::bigint), (100), (1000), (5000)) as small(number)
  union all
  select digits.digit * power as number
  from digits
  cross join (values (10000::bigint), (100000), (1000000), (10000000), (100000000), (1000000000)) as powers(power)
), per_user as (
  select user_id, listened_at::date as day, count(*) as listen_count
  from listens
  group by user_id, listened_at::date
), per_day as (
  select user_id as subject_id, day, listen_count
  from per_user
  union all
  select 0 as subject_id, day, sum(listen_count)::bigint as listen_count
  from per_user
  group by day
), summed as (
  select subject_id, day, listen_count, sum(listen_count) over (partition by subject_id order by day)::bigint - listen_count as before
  from per_day
), days as (
  select distinct summed.subject_id, summed.day, summed.before
  from summed
  join numbers on numbers.number > summed.before and numbers.number <= summed.before + summed.listen_count
), numbered as (
  select days.subject_id, listens.user_id, listens.listened_at, listens.track_id,
    days.before + row_number() over (
      partition by days.subject_id, days.day
      order by listens.listened_at, listens.microsecond, listens.user_id, tracks.track_name_id, tracks.artist_name_id, tracks.track_id
    ) as number
  from days
  join listens on listens.listened_at::date = days.day and (days.subject_id = 0 or days.subject_id = listens.user_id)
  join tracks on tracks.track_id = listens.track_id
)
select numbered.subject_id, coalesce(subject.user_name, '') as user_name, numbered.number, numbered.listened_at,
  users.user_name as listener, track.name as track_name, artist.name as artist_name, credits.artist_mbids
from numbered
join numbers using (number)
join users using (user_id)
join tracks using (track_id)
join names as track on track.name_id = tracks.track_name_id
join names as artist on artist.name_id = tracks.artist_name_id
join credits using (credit_id)
left join users as subject on subject.user_id = numbered.subject_id
order by numbered.subject_id, numbered.number
