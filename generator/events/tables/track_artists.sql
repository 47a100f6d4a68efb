-- table: track_artists
-- grain: one row per track and artist of its credit
--
-- A listen with two artists counts once for each; a track without artist ids has one artist, called as the whole credit.
select tracks.track_id, credit_artists.artist_id, credit_artists.artist_name_id, credit_artists.artist_mbid, artists.country
from tracks
join credit_artists using (credit_id)
left join artists using (artist_mbid)
union all
select tracks.track_id, hash(names.folded_id, null::uuid) as artist_id, tracks.artist_name_id, null as artist_mbid, null as country
from tracks
anti join credit_artists using (credit_id)
join names on names.name_id = tracks.artist_name_id
