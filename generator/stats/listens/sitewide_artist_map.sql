-- stat set: sitewide_artist_map
-- grain:    one row per period, country and artist
-- uses:     listens/sitewide_artists
-- params:   most
-- columns:  period_id int, rank bigint, country text, artist_count bigint, country_listen_count bigint, artist_rank bigint,
--           artist_name text, artist_mbid uuid, listen_count bigint
--
-- The artists of the leaderboard that have an id and a country. Countries by artists, then listens, then code, descending.
with heard as (
  select period_id, country, artist_name, artist_mbid, listen_count
  from sitewide_artists
  where rank <= $most and artist_mbid is not null and country is not null
), counted as (
  select period_id, country, count(*) as artist_count, sum(listen_count)::bigint as listen_count
  from heard
  group by period_id, country
), countries as (
  select period_id, country, artist_count, listen_count as country_listen_count,
    row_number() over (partition by period_id order by artist_count desc, listen_count desc, country desc) as rank
  from counted
)
select heard.period_id, countries.rank, heard.country, countries.artist_count, countries.country_listen_count,
  row_number() over (
    partition by heard.period_id, heard.country order by heard.listen_count desc, heard.artist_name desc, heard.artist_mbid desc
  ) as artist_rank,
  heard.artist_name, heard.artist_mbid, heard.listen_count
from heard
join countries using (period_id, country)
order by heard.period_id, countries.rank, artist_rank
