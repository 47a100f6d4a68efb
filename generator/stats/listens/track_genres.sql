-- stat set: track_genres
-- grain:    one row per track and genre of its recording
-- uses:     listens/genre_names
-- columns:  track_id int, genre_id int
select distinct tracks.track_id, genre_names.genre_id
from tracks
join genres on genres.entity = 'recording' and genres.mbid = tracks.recording_mbid
join genre_names using (genre)
