-- stat set: user_spans
-- grain:    one row per user
-- columns:  user_name text, listen_count bigint, first_day date, last_day date
--
-- Over the whole history.
select users.user_name, count(*) as listen_count, min(listens.listened_at)::date as first_day, max(listens.listened_at)::date as last_day
from listens
join users using (user_id)
group by users.user_name
order by users.user_name
