-- table: known_credits
-- grain: one row per name that belongs to exactly one artist, or one whole credit, with ids
--
-- A name belongs to whom the listens or the artists' table call so.
with credits as (
  select distinct artist_mbids, artist_name, artists
  from sent
), credited_artists as (
  select unnest(credited(artists), recursive := true)
  from credits
  where artists is not null
), called as (
  select key_of_artist(artist_mbids, null) as artist_key, artist_name
  from credits
  where len(artist_mbids) > 0
  union
  select artist_mbid::varchar, artist_credit_name
  from credited_artists
  where artist_mbid is not null
  union
  select artist_mbid::varchar, artist_name
  from artists
), owned as (
  select foldings.folded, min(called.artist_key) as artist_key
  from called
  join foldings on foldings.name = called.artist_name
  group by foldings.folded
  having min(called.artist_key) = max(called.artist_key)
)
select owned.folded, artist_key, credit_names.artist_mbids, credit_names.artist_name, credit_names.artists
from owned
join credit_names using (artist_key)
