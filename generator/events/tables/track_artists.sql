-- table: track_artists
-- grain: one row per track and artist of its credit
--
-- A listen with two artists counts once for each; a track without artist ids has one artist, called as the whole credit, or
-- those into which a rule splits it.
select tracks.track_id, credit_artists.artist_id, credit_artists.artist_name_id, credit_artists.artist_mbid, artists.country
from tracks
join credit_artists using (credit_id)
left join artists using (artist_mbid)
union all
select tracks.track_id, hash(names.folded_id, null::uuid) as artist_id, tracks.artist_name_id, null as artist_mbid, null as country
from tracks
anti join credit_artists using (credit_id)
join names on names.name_id = tracks.artist_name_id
anti join split_credits on split_credits.artist_name = names.name
union all
select tracks.track_id, hash(part.folded_id, split_credits.part_mbid) as artist_id, part.name_id as artist_name_id,
  split_credits.part_mbid as artist_mbid, artists.country
from tracks
anti join credit_artists using (credit_id)
join names as credit on credit.name_id = tracks.artist_name_id
join split_credits on split_credits.artist_name = credit.name
join names as part on part.name = split_credits.part_name
left join artists on artists.artist_mbid = split_credits.part_mbid
