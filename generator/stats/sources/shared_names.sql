-- stat set: shared_names
-- grain:    one row
-- columns:  name_count bigint, artist_count bigint, unmapped_count bigint
--
-- Names by which several artists are called, and how many artists these are: the data knows several ids of one name.
-- unmapped_count: how many of the names are also those of listens without an id, which may be of any of them.
with called as (
  select distinct names.folded_id, track_artists.artist_id, track_artists.artist_mbid
  from track_artists
  join names on names.name_id = track_artists.artist_name_id
), shared as (
  select folded_id, count(*) as artist_count, bool_or(artist_mbid is null) as is_unmapped
  from called
  group by folded_id
  having count(*) > 1
)
select count(*) as name_count, coalesce(sum(artist_count), 0)::bigint as artist_count,
  count(*) filter (where is_unmapped) as unmapped_count
from shared
