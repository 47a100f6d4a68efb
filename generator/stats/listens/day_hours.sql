-- stat set: day_hours
-- grain:    one row per subject and day with a listen
-- columns:  subject_id int, user_name text, day date, listen_count bigint, heard_hours bigint, often_hours bigint
--
-- In which hours of every day of the whole history something was heard: a sum of 1 for 0:00 to 0:59, 2 for the next, 4 and so on.
-- often_hours are those with ten listens or more.
with heard as (
  select user_id, listened_at::date as day, hour(listened_at)::integer as hour, count(*) as listen_count
  from listens
  group by user_id, listened_at::date, hour(listened_at)
), counted as (
  select user_id as subject_id, day, hour, listen_count
  from heard
  union all
  select 0 as subject_id, day, hour, sum(listen_count)::bigint as listen_count
  from heard
  group by day, hour
)
select counted.subject_id, coalesce(users.user_name, '') as user_name, counted.day, sum(counted.listen_count)::bigint as listen_count,
  sum(bit_of(counted.hour))::bigint as heard_hours,
  sum(if(counted.listen_count >= 10, bit_of(counted.hour), 0))::bigint as often_hours
from counted
left join users on users.user_id = counted.subject_id
group by counted.subject_id, users.user_name, counted.day
order by counted.subject_id, counted.day
