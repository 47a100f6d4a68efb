-- table: users
-- grain: one row per user with a listen
select (row_number() over (order by user_name))::integer as user_id, user_name
from (
  select distinct user_name
  from heard.listens
  anti join rejects using (part, line)
) as listeners
