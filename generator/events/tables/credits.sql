-- table: credits
-- grain: one row per distinct credit
select
  (row_number() over (
    order by artist_mbids, from_json(artists, '[{"artist_credit_name": "VARCHAR", "join_phrase": "VARCHAR", "artist_mbid": "UUID"}]') nulls first
  ))::integer as credit_id,
  (dense_rank() over (order by artist_mbids))::integer as mbids_id,
  artist_mbids, artists::json as artists
from (select distinct artist_mbids, artists from resolved) as unique_credits
