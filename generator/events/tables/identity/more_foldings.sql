-- table: foldings
-- grain: one row per distinct name that mappings and the reference added
with credited_artists as (
  select unnest(credited(artists), recursive := true)
  from (select distinct artists from sent where artists is not null) as credits
), every as (
  select unnest([track_name, artist_name, release_name, album_artist_name]) as name
  from sent
  union all
  select artist_credit_name
  from credited_artists
  union all
  select artist_name
  from artists
  union all
  select release_name
  from releases
)
select name, folded_name(name) as folded
from (select distinct name from every where name is not null) as names
anti join foldings using (name)
