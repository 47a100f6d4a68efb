-- stat set: top_artists
-- grain:    one row per period, user and artist
-- uses:     listens/artist_counts
-- params:   most
-- columns:  period_id int, user_name text, rank bigint, artist_mbid uuid, artist_mbids uuid[], artist_name text,
--           listen_count bigint, listening_ms bigint, country text, total bigint
--
-- Most heard first; ties by name, then id, then the other fields, all descending in byte order. total counts every artist, not only those returned.
with ranked as (
  select period_id, user_id, artist_name_id, artist_mbid, country, listen_count, listening_ms,
    row_number() over (
      partition by period_id, user_id order by listen_count desc, artist_name_id desc, artist_mbid desc nulls last
    ) as rank,
    count(*) over (partition by period_id, user_id) as total
  from artist_counts
)
select ranked.period_id, users.user_name, ranked.rank, ranked.artist_mbid,
  if(ranked.artist_mbid is null, [], [ranked.artist_mbid]) as artist_mbids,
  names.name as artist_name, ranked.listen_count, ranked.listening_ms, ranked.country, ranked.total
from ranked
join users using (user_id)
join names on names.name_id = ranked.artist_name_id
where ranked.rank <= $most
order by ranked.period_id, users.user_name, ranked.rank
