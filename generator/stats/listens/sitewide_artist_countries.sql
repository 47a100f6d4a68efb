-- stat set: sitewide_artist_countries
-- grain:    one row per period and country
-- uses:     listens/sitewide_artist_map
-- columns:  period_id int, rank bigint, country text, artist_count bigint, listen_count bigint, artist_name text
--
-- The artist map without its artists but the most heard one of each country.
select period_id, rank, country, artist_count, country_listen_count as listen_count, artist_name
from sitewide_artist_map
where artist_rank = 1
order by period_id, rank
