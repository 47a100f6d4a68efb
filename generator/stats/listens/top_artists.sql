-- stat set: top_artists
-- grain:    one row per period, subject and artist
-- uses:     listens/artist_counts
-- params:   most, at_least
-- columns:  period_id int, subject_id int, user_name text, rank bigint, artist_mbid uuid?, artist_mbids uuid[], artist_name text,
--           listen_count bigint, listening_ms bigint?, country text?, total bigint
--
-- Most heard first; ties by name, then id, then the other fields, all descending in byte order.
-- total counts every artist, not only those returned. What fewer than $at_least listeners heard is left out, and so is every
-- listener where that is more than one. The site goes beyond the first $most where listeners are asked of more.
with ranked as (
  select period_id, subject_id, artist_name_id, artist_mbid, country, listen_count, listening_ms,
    row_number() over (
      partition by period_id, subject_id order by listen_count desc, artist_name_id desc, artist_mbid desc nulls last
    ) as rank,
    count(*) over (partition by period_id, subject_id) as total
  from artist_counts
  where listener_count >= $at_least
)
select ranked.period_id, ranked.subject_id, subjects.user_name, ranked.rank, ranked.artist_mbid,
  one_or_none(ranked.artist_mbid) as artist_mbids,
  names.name as artist_name, ranked.listen_count, ranked.listening_ms, ranked.country, ranked.total
from ranked
join subjects using (subject_id)
join names on names.name_id = ranked.artist_name_id
join periods on periods.period_id = ranked.period_id
where ranked.rank <= $most or (ranked.subject_id = 0 and ranked.rank <= periods.listeners)
order by ranked.period_id, ranked.subject_id, ranked.rank
