-- stat set: first_heard_artists
-- grain:    one row per period, user and name of an artist
-- uses:     listens/artist_counts, listens/artist_name_firsts
-- params:   most
-- columns:  period_id int, user_name text, rank bigint, artist_mbid uuid?, artist_mbids uuid[], artist_name text,
--           listen_count bigint, listening_ms bigint?, total bigint
--
-- The artists whose name a user heard for the first time in the year: an artist that is mapped in some listens and not in
-- others is one, with the smallest id. Most heard first, ties by name, descending. total counts them all, not only those
-- returned.
with named as (
  select artist_counts.period_id, artist_counts.subject_id as user_id, names.folded_id,
    min(artist_counts.artist_mbid) as artist_mbid,
    min(artist_counts.artist_name_id) as artist_name_id,
    sum(artist_counts.listen_count)::bigint as listen_count,
    sum(artist_counts.listening_ms)::bigint as listening_ms
  from artist_counts
  join periods using (period_id)
  join names on names.name_id = artist_counts.artist_name_id
  where periods.kind = 'year' and artist_counts.subject_id > 0
  group by artist_counts.period_id, artist_counts.subject_id, names.folded_id
), ranked as (
  select named.period_id, named.user_id, named.artist_mbid, named.artist_name_id, named.listen_count, named.listening_ms,
    row_number() over (partition by named.period_id, named.user_id order by named.listen_count desc, named.artist_name_id desc) as rank,
    count(*) over (partition by named.period_id, named.user_id) as total
  from named
  join artist_name_firsts using (user_id, folded_id)
  join periods on periods.period_id = named.period_id
  where artist_name_firsts.first_at >= periods.since and artist_name_firsts.first_at <= periods.until
)
select ranked.period_id, users.user_name, ranked.rank, ranked.artist_mbid,
  one_or_none(ranked.artist_mbid) as artist_mbids,
  names.name as artist_name, ranked.listen_count, ranked.listening_ms, ranked.total
from ranked
join users using (user_id)
join names on names.name_id = ranked.artist_name_id
where ranked.rank <= $most
order by ranked.period_id, users.user_name, ranked.rank
