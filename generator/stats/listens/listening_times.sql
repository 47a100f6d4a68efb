-- stat set: listening_times
-- grain:    one row per user
-- params:   since, until
-- columns:  user_name, listen_count, timed_count, listening_ms
--
-- How long a user listened: the sum of what is known, of timed_count listens; null when nothing is.
select users.user_name, count(*) as listen_count, count(listens.duration_ms) as timed_count, sum(listens.duration_ms)::bigint as listening_ms
from listens
join users using (user_id)
where listens.listened_at >= $since and listens.listened_at <= $until
group by users.user_name
order by users.user_name
