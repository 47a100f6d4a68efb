-- table: credited
-- grain: one row per distinct track as sent
--
-- A credit without ids whose name belongs to exactly one artist, or one credit, with ids is that one. Else it is an artist
-- of its own, called by the commonest spelling of its name; ties: the smallest.
with named as (
  select sent.track_hash, sent.listen_count, foldings.folded, len(coalesce(sent.artist_mbids, [])) > 0 as has_ids,
    sent.artist_name, sent.artist_mbids, sent.artists::varchar as artists, coalesce(sent.is_artist_corrected, false) as is_corrected
  from sent
  join foldings on foldings.name = sent.artist_name
), matched as (
  select named.track_hash, named.listen_count, named.folded, named.is_corrected,
    if(named.has_ids, named.artist_name, coalesce(known.artist_name, named.artist_name)) as artist_name,
    if(named.has_ids, named.artist_mbids, coalesce(known.artist_mbids, [])) as artist_mbids,
    if(named.has_ids, named.artists, known.artists) as artists
  from named
  left join known_credits as known on known.folded = named.folded and not named.has_ids
), spellings as (
  select folded, artist_name
  from matched
  where artist_mbids = []
  group by folded, artist_name
  qualify row_number() over (partition by folded order by bool_or(is_corrected) desc, sum(listen_count) desc, artist_name) = 1
)
select matched.track_hash, matched.listen_count, key_of_artist(artist_mbids, folded) as artist_key,
  if(artist_mbids = [], spellings.artist_name, matched.artist_name) as artist_name, artist_mbids, artists
from matched
left join spellings using (folded)
