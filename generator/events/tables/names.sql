-- table:  names
-- grain:  one row per distinct name
-- params: literal
--
-- literal: names are compared as the API does. Pages lie where names lead that are folded, so that they take those for
-- one that are alike when folded, whatever the API does.
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
), paged as (
  select name_id, min(name_id) over (partition by folded_name(name)) as alike_id
  from ordered
  where $literal
)
select name_id, name, coalesce(alike.folded_id, name_id) as folded_id, coalesce(paged.alike_id, alike.folded_id, name_id) as alike_id
from folded
left join alike using (folded)
left join paged using (name_id)
