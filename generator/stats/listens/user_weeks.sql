-- stat set: user_weeks
-- grain:    one row per user and week with a listen
-- columns:  user_name text, week_day date, listen_count bigint
--
-- Over the whole history; a week begins on Monday and is told by that day.
with heard as (
  select user_id, date_trunc('week', listened_at)::date as week_day, count(*) as listen_count
  from listens
  group by user_id, date_trunc('week', listened_at)::date
)
select users.user_name, heard.week_day, heard.listen_count
from heard
join users using (user_id)
order by users.user_name, heard.week_day
