-- table: listens
-- grain: one row per listen
--
-- In the order of users and time, so that a range of a user is read in one place.
select make_timestamp(heard.listens.listened_at * 1000000) as listened_at, users.user_id, resolved.track_id
from heard.listens
anti join rejects using (part, line)
anti join folded using (part, line)
join users using (user_name)
join resolved using (track_hash)
order by user_id, listened_at, track_hash
