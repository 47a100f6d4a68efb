-- table: names
-- grain: one row per distinct name
with every as (
  select unnest([track_name, artist_name, release_name, release_artist_name, release_group_name, release_group_artist_name]) as name
  from resolved
  union all
  select artist_name as name
  from artist_names
), ordered as (
  select (row_number() over (order by name))::integer as name_id, name
  from (select distinct name from every where name is not null) as unique_names
)
select name_id, name, min(name_id) over (partition by lower(name)) as folded_id
from ordered
