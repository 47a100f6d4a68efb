-- stat set: all_artist_firsts
-- grain:    one row per user and artist
-- uses:     listens/track_firsts
-- columns:  user_id, artist_id, first_at
--
-- When each artist was first heard, over the whole history; those without an id, too.
select track_firsts.user_id, track_artists.artist_id, min(track_firsts.first_at) as first_at
from track_firsts
join track_artists using (track_id)
group by track_firsts.user_id, track_artists.artist_id
