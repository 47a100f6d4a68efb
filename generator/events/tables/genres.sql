-- table: genres
-- grain: one row per recording, release group or artist of the reference, and genre
--
-- Of an artist's genre the table's count goes before that of MusicBrainz's dump.
with dump as (
  select artist_mbid as mbid, unnest(genres, recursive := true)
  from staging.musicbrainz_artists
), votes as (
  select mbid, genre, max(genre_count) as genre_count
  from dump
  group by mbid, genre
)
select entity, mbid, genre, genre_count
from staging.genres
union all
select 'artist' as entity, mbid, genre, genre_count
from votes
anti join (select mbid, genre from staging.genres where entity = 'artist') as known using (mbid, genre)
