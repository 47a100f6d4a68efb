-- table: main_names
-- grain: one row per credit, in words, and what may be its main artist
--
-- What stands before the guests is sure; what stands before a comma or an ampersand may be but the half of a name.
with credits as (
  select distinct artist_name, before_guests(artist_name) as main_name
  from (
    select artist_name from credited
    union
    select album_artist_name from sent where album_artist_name is not null
    union
    select album_artist_name from releases where album_artist_name is not null and artist_mbids is null
  ) as names
)
select artist_name, main_name as name, true as is_sure
from credits
union
select artist_name, unnest(before_others(main_name)) as name, false as is_sure
from credits
where regexp_matches(main_name, '[,&，、＆]')
