-- stat set: active_users
-- grain:    one row per user with a listen
-- params:   since, until
-- columns:  user_name, listen_count
--
-- Who has anything in a range, before any leaderboard is asked.
select users.user_name, count(*) as listen_count
from listens
join users using (user_id)
where listens.listened_at >= $since and listens.listened_at <= $until
group by users.user_name
order by users.user_name
