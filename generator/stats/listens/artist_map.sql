-- stat set: artist_map
-- grain:    one row per period, subject, country and artist
-- uses:     listens/top_artists
-- params:   most
-- columns:  period_id int, subject_id int, user_name text, is_whole boolean, rank bigint, country text, artist_count bigint,
--           country_listen_count bigint, artist_rank bigint, artist_name text, artist_mbid uuid, listen_count bigint
--
-- The artists of the leaderboard that have an id and a country. Countries by artists, then listens, then code, descending.
-- is_whole tells the map of all of them from that of a year in music, which has the first fifty alone.
with maps as (
  select period_id, true as is_whole, $most as most
  from periods
  union all
  select period_id, false as is_whole, 50 as most
  from periods
  where kind = 'year' and is_mirrored
), heard as (
  select top_artists.period_id, maps.is_whole, top_artists.subject_id, top_artists.user_name, top_artists.country,
    top_artists.artist_name, top_artists.artist_mbid, top_artists.listen_count
  from top_artists
  join maps using (period_id)
  where top_artists.rank <= maps.most and top_artists.artist_mbid is not null and top_artists.country is not null
), counted as (
  select period_id, is_whole, subject_id, country, count(*) as artist_count, sum(listen_count)::bigint as listen_count
  from heard
  group by period_id, is_whole, subject_id, country
), countries as (
  select period_id, is_whole, subject_id, country, artist_count, listen_count as country_listen_count,
    row_number() over (
      partition by period_id, is_whole, subject_id order by artist_count desc, listen_count desc, country desc
    ) as rank
  from counted
)
select heard.period_id, heard.subject_id, heard.user_name, heard.is_whole, countries.rank, heard.country, countries.artist_count,
  countries.country_listen_count,
  row_number() over (
    partition by heard.period_id, heard.is_whole, heard.subject_id, heard.country
    order by heard.listen_count desc, heard.artist_name desc, heard.artist_mbid desc
  ) as artist_rank,
  heard.artist_name, heard.artist_mbid, heard.listen_count
from heard
join countries using (period_id, is_whole, subject_id, country)
order by heard.period_id, heard.subject_id, heard.is_whole, countries.rank, artist_rank
