-- stat set: year_artist_map
-- grain:    one row per period, user, country and artist
-- uses:     listens/top_artists
-- columns:  period_id int, user_name text, rank bigint, country text, artist_count bigint, country_listen_count bigint,
--           artist_rank bigint, artist_name text, artist_mbid uuid, listen_count bigint
--
-- The first fifty artists of the leaderboard, those that have an id and a country. Countries by artists, then listens, then code, descending.
with heard as (
  select top_artists.period_id, user_name, country, artist_name, artist_mbid, listen_count
  from top_artists
  join periods using (period_id)
  where periods.kind = 'year' and rank <= 50 and artist_mbid is not null and country is not null
), counted as (
  select period_id, user_name, country, count(*) as artist_count, sum(listen_count)::bigint as listen_count
  from heard
  group by period_id, user_name, country
), countries as (
  select period_id, user_name, country, artist_count, listen_count as country_listen_count,
    row_number() over (partition by period_id, user_name order by artist_count desc, listen_count desc, country desc) as rank
  from counted
)
select heard.period_id, heard.user_name, countries.rank, heard.country, countries.artist_count, countries.country_listen_count,
  row_number() over (
    partition by heard.period_id, heard.user_name, heard.country order by heard.listen_count desc, heard.artist_name desc, heard.artist_mbid desc
  ) as artist_rank,
  heard.artist_name, heard.artist_mbid, heard.listen_count
from heard
join countries using (period_id, user_name, country)
order by heard.period_id, heard.user_name, countries.rank, artist_rank
