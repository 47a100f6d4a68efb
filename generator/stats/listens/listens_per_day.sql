-- stat set: listens_per_day
-- grain:    one row per user and day with a listen
-- params:   since, until
-- columns:  user_name, day, listen_count
--
-- Days are UTC.
select users.user_name, listens.listened_at::date as day, count(*) as listen_count
from listens
join users using (user_id)
where listens.listened_at >= $since and listens.listened_at <= $until
group by users.user_name, day
order by users.user_name, day
