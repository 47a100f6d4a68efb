-- table: credits
-- grain: one row per distinct credit
--
-- Credits are numbered in the order that breaks ties: by ids, then artist by artist by name, phrase and id, nulls first.
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
  (row_number() over (
    order by artist_mbids,
      list_transform(credited(artists), lambda artist: {
        'name': artist.artist_credit_name,
        'has_phrase': artist.join_phrase is not null,
        'phrase': coalesce(artist.join_phrase, ''),
        'mbid': coalesce(artist.artist_mbid::varchar, '')
      }) nulls first
  ))::integer as credit_id,
  (dense_rank() over (order by artist_mbids))::integer as mbids_id,
  artist_mbids, artists::json as artists
from every
