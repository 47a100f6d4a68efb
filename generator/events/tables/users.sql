-- table: users
-- grain: one row per user with a listen
--
-- A user is called as at the first listen that says so.
with listeners as (
  select distinct user_name
  from staging.listens
  anti join rejects using (part, line)
  anti join (select track_hash from distinct_tracks where not is_named) as unnamed using (track_hash)
  where user_name is not null
), called as (
  select user_name, display_name, is_unnamed,
    row_number() over (partition by user_name order by listened_at, microsecond, display_name nulls last) as place
  from staging.listens
  anti join rejects using (part, line)
  where display_name is not null or is_unnamed
), first_called as (
  select user_name, display_name, is_unnamed
  from called
  where place = 1
)
select (row_number() over (order by user_name))::integer as user_id, user_name, first_called.display_name,
  coalesce(first_called.is_unnamed, false) as is_unnamed
from listeners
left join first_called using (user_name)
