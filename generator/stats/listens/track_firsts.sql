-- stat set: track_firsts
-- grain:    one row per user and track
-- columns:  user_id int, track_id int, first_at timestamp
--
-- When each track was first heard, over the whole history. The ground of the other firsts.
select user_id, track_id, min(listened_at) as first_at
from listens
group by user_id, track_id
