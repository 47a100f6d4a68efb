-- table: credits
-- grain: one row per distinct credit
with every as (
  select artist_mbids, artists
  from resolved
  union
  select release_artist_mbids, release_artists
  from resolved
  where release_artist_mbids is not null
  union
  select release_group_artist_mbids, release_group_artists
  from resolved
  where release_group_artist_mbids is not null
)
select
  (row_number() over (order by artist_mbids, credited(artists) nulls first))::integer as credit_id,
  (dense_rank() over (order by artist_mbids))::integer as mbids_id,
  artist_mbids, artists::json as artists
from every
