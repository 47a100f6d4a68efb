-- table: credit_names
-- grain: one row per artist or whole credit with ids, and what it is called
--
-- The most frequent credit of exactly these ids, else the most frequent name of an artist within the credits, else the
-- reference's name; ties: the smallest.
with credits as (
  select artist_mbids, artist_name, artists, sum(listen_count)::bigint as listen_count
  from sent
  group by artist_mbids, artist_name, artists
), credited_artists as (
  select unnest(credited(artists), recursive := true), listen_count
  from credits
  where artists is not null
), said as (
  select artist_mbids, artist_name, artists, listen_count, 1 as trust
  from credits
  where len(artist_mbids) > 0
  union all
  select [artist_mbid], artist_credit_name, null, listen_count, 2
  from credited_artists
  where artist_mbid is not null and artist_credit_name != ''
  union all
  select [artist_mbid], artist_name, null, 1, 3
  from artists
  where artist_name is not null
), counted as (
  select key_of_artist(artist_mbids, null) as artist_key, artist_mbids, artist_name, artists, trust, sum(listen_count) as listen_count
  from said
  group by artist_key, artist_mbids, artist_name, artists, trust
)
select artist_key, artist_mbids, artist_name,
  if(trust = 1, artists, to_json([{'artist_credit_name': artist_name, 'join_phrase': '', 'artist_mbid': artist_mbids[1]}])::varchar) as artists
from counted
qualify row_number() over (
  partition by artist_key order by trust, listen_count desc, artist_name, artist_mbids, artists nulls last
) = 1
