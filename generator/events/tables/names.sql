-- table:  names
-- grain:  one row per distinct name
-- params: literal
--
-- literal: names are compared as the API does.
with every as (
  select unnest([track_name, artist_name, release_name, release_artist_name, release_group_name, release_group_artist_name]) as name
  from resolved
  union all
  select artist_name as name
  from artist_names
  union all
  select part_name as name
  from split_credits
), ordered as (
  select (row_number() over (order by name))::integer as name_id, name
  from (select distinct name from every where name is not null) as unique_names
)
select name_id, name, min(name_id) over (partition by if($literal, lower(name), folded_name(name))) as folded_id
from ordered
