-- stat set: user_years
-- grain:    one row per user and year with a listen
-- columns:  user_name text, year bigint, listen_count bigint
--
-- Over the whole history; calendar years in UTC.
select users.user_name, year(listens.listened_at) as year, count(*) as listen_count
from listens
join users using (user_id)
group by users.user_name, year
order by users.user_name, year
