-- format:  genres
-- form:    genres: CSV, JSON lines or Parquet with one of recording_mbid, release_group_mbid and artist_mbid, and genre, genre_count
-- table:   genres
-- when:    (?i)^PAR1|\bgenre_count\b|^\s*\[\s*\]
-- reads:   columns
-- fields:  recording_mbid, release_group_mbid, artist_mbid, genre, genre_count
-- wanted:  case
--            when try_cast(recording_mbid as uuid) is not null then try_cast(recording_mbid as uuid) in (select mbid from needed.recordings)
--            when try_cast(release_group_mbid as uuid) is not null
--              then try_cast(release_group_mbid as uuid) in (select mbid from needed.release_groups)
--            when try_cast(artist_mbid as uuid) is not null then try_cast(artist_mbid as uuid) in (select mbid from needed.artists)
--            else true
--          end
-- columns: line, reason, entity, mbid, genre, genre_count
--
-- The first id of a row tells whose genre it is. genre_count are the votes for it; where they are not above 0, it is none.
with said as (
  select line, is_row,
    case
      when try_cast(recording_mbid as uuid) is not null then 'recording'
      when try_cast(release_group_mbid as uuid) is not null then 'release_group'
      when try_cast(artist_mbid as uuid) is not null then 'artist'
    end as entity,
    coalesce(try_cast(recording_mbid as uuid), try_cast(release_group_mbid as uuid), try_cast(artist_mbid as uuid)) as mbid,
    nullif(trim(genre), '') as genre, try_cast(whole_number(genre_count) as integer) as genre_count
  from input
)
select line,
  case
    when not is_row then 'not a row of the table: its number of fields differs, or it is not a JSON object'
    when mbid is null then 'none of recording_mbid, release_group_mbid and artist_mbid is an MBID'
    when genre is null then 'no genre'
    when coalesce(genre_count, 0) <= 0 then 'no votes for the genre: genre_count is not above 0'
  end as reason,
  entity, mbid, genre, genre_count
from said
