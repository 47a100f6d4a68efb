-- stat set: first_heard_artists
-- grain:    one row per user and artist
-- uses:     listens/artist_counts, listens/all_artist_firsts
-- params:   since, until, most
-- columns:  user_name, rank, artist_mbid, artist_mbids, artist_name, listen_count, listening_ms, total
--
-- The artists that a user heard for the first time in the stretch, with an id or without; most heard first, ties by name,
-- then id, descending. total counts them all, not only those returned.
with ranked as (
  select artist_counts.user_id, artist_counts.artist_mbid, artist_counts.artist_name_id, artist_counts.listen_count,
    artist_counts.listening_ms,
    row_number() over (
      partition by artist_counts.user_id
      order by artist_counts.listen_count desc, artist_counts.artist_name_id desc, artist_counts.artist_mbid desc nulls last
    ) as rank,
    count(*) over (partition by artist_counts.user_id) as total
  from artist_counts
  join all_artist_firsts using (user_id, artist_id)
  where all_artist_firsts.first_at >= $since and all_artist_firsts.first_at <= $until
)
select users.user_name, ranked.rank, ranked.artist_mbid,
  if(ranked.artist_mbid is null, [], [ranked.artist_mbid]) as artist_mbids,
  names.name as artist_name, ranked.listen_count, ranked.listening_ms, ranked.total
from ranked
join users using (user_id)
join names on names.name_id = ranked.artist_name_id
where ranked.rank <= $most
order by users.user_name, ranked.rank
