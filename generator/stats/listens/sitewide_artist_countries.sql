-- stat set: sitewide_artist_countries
-- grain:    one row per country
-- uses:     listens/sitewide_artist_map
-- columns:  rank, country, artist_count, listen_count, artist_name
--
-- The artist map without its artists but the most heard one of each country.
select rank, country, artist_count, country_listen_count as listen_count, artist_name
from sitewide_artist_map
where artist_rank = 1
order by rank
