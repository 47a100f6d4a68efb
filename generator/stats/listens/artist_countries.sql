-- stat set: artist_countries
-- grain:    one row per period, subject and country
-- uses:     listens/artist_map
-- columns:  period_id int, subject_id int, user_name text, rank bigint, country text, artist_count bigint, listen_count bigint,
--           artist_name text
--
-- The artist map without its artists but the most heard one of each country.
select period_id, subject_id, user_name, rank, country, artist_count, country_listen_count as listen_count, artist_name
from artist_map
where artist_rank = 1 and is_whole
order by period_id, subject_id, rank
