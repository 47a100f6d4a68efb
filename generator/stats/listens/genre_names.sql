-- stat set: genre_names
-- grain:    one row per genre of a recording
-- columns:  genre_id int, genre text
--
-- Ids are in byte order, so they compare and sort as the names do.
select (row_number() over (order by genre))::integer as genre_id, genre
from (select distinct genre from genres where entity = 'recording') as distinct_genres
order by genre_id
