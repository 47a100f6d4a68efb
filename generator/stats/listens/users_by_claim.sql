-- stat set: users_by_claim
-- grain:    one row per user
-- columns:  user_name text
--
-- In the order in which users may claim a path: most listens first, ties by the earliest listen, then by name.
with heard_by as (
  select user_id, count(*) as listen_count, min(listened_at) as first_at
  from listens
  group by user_id
)
select users.user_name
from users
left join heard_by using (user_id)
order by heard_by.listen_count desc nulls last, heard_by.first_at nulls last, users.user_name
