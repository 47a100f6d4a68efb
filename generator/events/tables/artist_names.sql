-- table: artist_names
-- grain: one row per artist id that a credit names
--
-- The reference's name, else the most frequent credit name of the id in the listens, else the most frequent whole credit,
-- else what the credit of a release or its group says; ties: the smallest.
with album_credits as (
  select release_artist_mbids as artist_mbids, release_artists as artists, release_artist_name as credit_name
  from resolved
  where release_artist_mbids is not null
  union
  select release_group_artist_mbids, release_group_artists, release_group_artist_name
  from resolved
  where release_group_artist_mbids is not null
), credits as (
  select artist_mbids, artists, artist_name, sum(listen_count) as listen_count
  from sent
  group by artist_mbids, artists, artist_name
), credited_artists as (
  select 2 as trust, unnest(credited(artists), recursive := true), listen_count
  from credits
  union all
  select 4 as trust, unnest(credited(artists), recursive := true), 1 as listen_count
  from album_credits
), whole_credits as (
  select 3 as trust, unnest(list_distinct(artist_mbids)) as artist_mbid, artist_name, listen_count
  from credits
  union all
  select 5 as trust, unnest(list_distinct(artist_mbids)) as artist_mbid, credit_name as artist_name, 1 as listen_count
  from album_credits
), said as (
  select artist_mbid, artist_credit_name as artist_name, trust, listen_count
  from credited_artists
  where artist_mbid is not null and artist_credit_name != ''
  union all
  select artist_mbid, artist_name, trust, listen_count
  from whole_credits
  union all
  select artist_mbid, artist_name, 1 as trust, 1 as listen_count
  from artists
  where artist_name is not null and artist_mbid in (
    select artist_mbid
    from whole_credits
    union all
    select unnest(artist_mbids)
    from (select distinct artist_mbids from resolved) as resolved_credits
  )
), counted as (
  select artist_mbid, artist_name, trust, if(trust < 4, sum(listen_count), 0) as listen_count
  from said
  group by artist_mbid, artist_name, trust
)
select artist_mbid, artist_name
from counted
qualify row_number() over (partition by artist_mbid order by trust, listen_count desc, artist_name) = 1
