-- table: credits
-- grain: one row per distinct credit
select (row_number() over (order by artist_mbids, artists nulls first))::integer as credit_id, artist_mbids, artists::json as artists
from (select distinct artist_mbids, artists from resolved) as unique_credits
