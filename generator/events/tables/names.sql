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
), folded as (
  select name_id, name, if($literal, lower(name), folded_name(name)) as folded
  from ordered
), alike as (
  select folded, min(name_id) as folded_id
  from folded
  group by folded
  having count(*) > 1
)
select name_id, name, coalesce(alike.folded_id, name_id) as folded_id
from folded
left join alike using (folded)
