-- stat set: recording_firsts
-- grain:    one row per user and recording with an id
-- uses:     listens/track_firsts
-- columns:  user_id int, recording_mbid uuid, first_at timestamp
--
-- When each recording was first heard, over the whole history.
select track_firsts.user_id, tracks.recording_mbid, min(track_firsts.first_at) as first_at
from track_firsts
join tracks using (track_id)
where tracks.recording_mbid is not null
group by track_firsts.user_id, tracks.recording_mbid
