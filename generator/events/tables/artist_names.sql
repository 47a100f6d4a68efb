-- table: artist_names
-- grain: one row per artist id that a listen or the reference names
--
-- The reference's name, else the most frequent credit name of the id, else the most frequent whole credit; ties: the smallest.
with credited as (
  select unnest(from_json(artists, '[{"artist_credit_name": "VARCHAR", "artist_mbid": "UUID"}]'), recursive := true), listen_count
  from sent
), said as (
  select artist_mbid, artist_credit_name as artist_name, 2 as trust, sum(listen_count) as listen_count
  from credited
  where artist_mbid is not null and artist_credit_name != ''
  group by artist_mbid, artist_credit_name
  union all
  select artist_mbid, artist_name, 3 as trust, sum(listen_count) as listen_count
  from (select unnest(list_distinct(artist_mbids)) as artist_mbid, artist_name, listen_count from sent) as whole_credits
  group by artist_mbid, artist_name
  union all
  select artist_mbid, artist_name, 1 as trust, 1 as listen_count
  from artists
  where artist_name is not null and artist_mbid in (select unnest(artist_mbids) from sent)
)
select artist_mbid, artist_name
from said
qualify row_number() over (partition by artist_mbid order by trust, listen_count desc, artist_name) = 1
