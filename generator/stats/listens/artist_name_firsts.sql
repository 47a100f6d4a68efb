-- stat set: artist_name_firsts
-- grain:    one row per user and name of an artist
-- uses:     listens/track_firsts
-- columns:  user_id int, folded_id int, first_at timestamp
--
-- When each name was first heard, over the whole history: mapped or not, in whatever case.
select track_firsts.user_id, names.folded_id, min(track_firsts.first_at) as first_at
from track_firsts
join track_artists using (track_id)
join names on names.name_id = track_artists.artist_name_id
group by track_firsts.user_id, names.folded_id
