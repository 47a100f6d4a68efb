-- table: foldings
-- grain: one row per distinct name of the tracks as they were sent
with every as (
  select unnest([artist_name, track_name, release_name]) as name
  from distinct_tracks
)
select name, folded_name(name) as folded
from (select distinct name from every where name is not null) as names
