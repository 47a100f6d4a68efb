-- table: track_artists
-- grain: one row per track and artist of its credit
--
-- A listen with two artists counts once for each; a track without artist ids has one artist, called as the whole credit.
with mapped as (
  select distinct track_id, unnest(artist_mbids) as artist_mbid
  from resolved
), called as (
  select mapped.track_id, artist_names.artist_name, artist_mbid
  from mapped
  join artist_names using (artist_mbid)
  union all
  select track_id, artist_name, null as artist_mbid
  from resolved
  where len(artist_mbids) = 0
)
select called.track_id, hash(names.folded_id, called.artist_mbid) as artist_id, names.name_id as artist_name_id, called.artist_mbid, artists.country
from called
join names on names.name = called.artist_name
left join artists using (artist_mbid)
