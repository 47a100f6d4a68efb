-- stat set: artist_firsts
-- grain:    one row per user and artist with an id
-- uses:     listens/track_firsts
-- columns:  user_id int, artist_mbid uuid, first_at timestamp
--
-- When each artist was first heard, over the whole history.
select track_firsts.user_id, track_artists.artist_mbid, min(track_firsts.first_at) as first_at
from track_firsts
join track_artists using (track_id)
where track_artists.artist_mbid is not null
group by track_firsts.user_id, track_artists.artist_mbid
