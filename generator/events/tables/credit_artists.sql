-- table: credit_artists
-- grain: one row per credit and artist id that it names
with named as (
  select distinct credit_id, unnest(artist_mbids) as artist_mbid
  from credits
)
select named.credit_id, hash(names.folded_id, named.artist_mbid) as artist_id, names.name_id as artist_name_id, named.artist_mbid
from named
join artist_names using (artist_mbid)
join names on names.name = artist_names.artist_name
