-- table: needed.names
-- grain: one row per name, as it is compared, of an artist without ids
with every as (
  select unnest([artist_name, before_guests(artist_name), album_artist_name]) as name
  from distinct_tracks
  where not mapped
)
select distinct folded_name(name) as folded
from (select distinct name from every where name is not null) as names
