-- format:  musicbrainz-artists
-- form:    MusicBrainz JSON dump, entity artist: JSON lines of id, name, country, area, genres; also in artist.tar.xz
-- table:   musicbrainz_artists
-- when:    ^\s*[\[{]
-- members: (^|/)artist(\.jsonl?)?(\.gz)?$
-- reads:   columns
-- fields:  id, name, country, area, genres
-- wanted:  try_cast(id as uuid) is null or try_cast(id as uuid) in (select mbid from needed.artists)
-- columns: line, reason, artist_mbid, artist_name, country_code, genres
--
-- The country is the artist's, else the country that the area is, else the one that the area lies in.
with said as (
  select line, is_row, try_cast(id as uuid) as artist_mbid, name, country, try_cast(area as json) as area,
    json_transform(try_cast(genres as json), '[{"name": "VARCHAR", "count": "VARCHAR"}]') as genres
  from input
)
select line,
  case
    when not is_row then 'not a JSON object'
    when artist_mbid is null then 'id is not an MBID'
  end as reason,
  artist_mbid,
  nullif(trim(name), '') as artist_name,
  coalesce(
    country,
    json_extract_string(area, '$."iso-3166-1-codes"[0]'),
    split_part(json_extract_string(area, '$."iso-3166-2-codes"[0]'), '-', 1)
  ) as country_code,
  list_filter(
    list_transform(genres, lambda vote: {'genre': nullif(trim(vote.name), ''), 'genre_count': try_cast(vote.count as integer)}),
    lambda vote: vote.genre is not null and vote.genre_count > 0
  ) as genres
from said
