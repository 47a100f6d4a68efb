-- stat set: sitewide_artists
-- grain:    one row per artist
-- uses:     listens/artist_counts
-- params:   most, listeners, at_least, cap
-- columns:  rank, artist_mbid, artist_mbids, artist_name, listen_count, country, total
--
-- Most heard first; ties by name, then id, then the other fields, all descending in byte order. total counts every artist,
-- not only those returned. What fewer than $at_least listeners heard is left out.
-- A listener's count of one artist is capped at $cap before summing: at the API's 500 for its mirror, at nothing for pages.
-- Goes beyond the first $most where listeners are asked of more.
with summed as (
  select artist_id, min(artist_name_id) as artist_name_id, any_value(artist_mbid) as artist_mbid,
    any_value(country) as country, sum(least(listen_count, $cap))::bigint as listen_count
  from artist_counts
  group by artist_id
  having count(*) >= $at_least
), ranked as (
  select artist_name_id, artist_mbid, country, listen_count,
    row_number() over (order by listen_count desc, artist_name_id desc, artist_mbid desc nulls last) as rank,
    count(*) over () as total
  from summed
)
select ranked.rank, ranked.artist_mbid,
  if(ranked.artist_mbid is null, [], [ranked.artist_mbid]) as artist_mbids,
  names.name as artist_name, ranked.listen_count, ranked.country, ranked.total
from ranked
join names on names.name_id = ranked.artist_name_id
where ranked.rank <= greatest($most, $listeners)
order by ranked.rank
