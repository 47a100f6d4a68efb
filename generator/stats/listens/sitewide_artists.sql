-- stat set: sitewide_artists
-- grain:    one row per period and artist
-- uses:     listens/artist_counts
-- params:   most, at_least
-- columns:  period_id int, rank bigint, artist_mbid uuid, artist_mbids uuid[], artist_name text, listen_count bigint,
--           country text, total bigint
--
-- Most heard first; ties by name, then id, then the other fields, all descending in byte order. total counts every artist,
-- not only those returned. What fewer than $at_least listeners heard is left out.
-- A listener's count of one artist is capped before summing at the period's cap: the API's 500 for its mirror, nothing for pages.
-- Goes beyond the first $most where listeners are asked of more.
with summed as (
  select artist_counts.period_id, artist_counts.artist_id, min(artist_name_id) as artist_name_id, any_value(artist_mbid) as artist_mbid,
    any_value(country) as country, sum(least(listen_count, periods.cap))::bigint as listen_count
  from artist_counts
  join periods using (period_id)
  group by artist_counts.period_id, artist_counts.artist_id
  having count(*) >= $at_least
), ranked as (
  select period_id, artist_name_id, artist_mbid, country, listen_count,
    row_number() over (partition by period_id order by listen_count desc, artist_name_id desc, artist_mbid desc nulls last) as rank,
    count(*) over (partition by period_id) as total
  from summed
)
select ranked.period_id, ranked.rank, ranked.artist_mbid,
  if(ranked.artist_mbid is null, [], [ranked.artist_mbid]) as artist_mbids,
  names.name as artist_name, ranked.listen_count, ranked.country, ranked.total
from ranked
join names on names.name_id = ranked.artist_name_id
join periods on periods.period_id = ranked.period_id
where ranked.rank <= greatest($most, periods.listeners)
order by ranked.period_id, ranked.rank
