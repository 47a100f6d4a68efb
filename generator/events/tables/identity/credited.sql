-- table: credited
-- grain: one row per distinct track as sent
--
-- A credit without ids whose name belongs to exactly one artist, or one credit, with ids is that one. Else it is an artist
-- of its own, called by the commonest spelling of its name; ties: the smallest.
with credits as (
  select artist_name, artist_mbids, artists, is_artist_corrected, sum(listen_count) as listen_count
  from sent
  group by artist_name, artist_mbids, artists, is_artist_corrected
), named as (
  select credits.artist_name, credits.artist_mbids, credits.artists, credits.is_artist_corrected, credits.listen_count, foldings.folded,
    len(coalesce(credits.artist_mbids, [])) > 0 as has_ids
  from credits
  join foldings on foldings.name = credits.artist_name
), matched as (
  select named.artist_name as sent_name, named.artist_mbids as sent_mbids, named.artists as sent_artists, named.is_artist_corrected,
    named.listen_count, named.folded,
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
  qualify row_number() over (partition by folded order by bool_or(coalesce(is_artist_corrected, false)) desc, sum(listen_count) desc, artist_name) = 1
), told as (
  select sent_name, sent_mbids, sent_artists, is_artist_corrected, key_of_artist(artist_mbids, folded) as artist_key,
    if(artist_mbids = [], spellings.artist_name, matched.artist_name) as artist_name, artist_mbids, artists
  from matched
  left join spellings using (folded)
)
select sent.track_hash, sent.listen_count, told.artist_key, told.artist_name, told.artist_mbids, told.artists
from sent
join told
  on told.sent_name = sent.artist_name and told.sent_mbids is not distinct from sent.artist_mbids
  and told.sent_artists is not distinct from sent.artists
  and told.is_artist_corrected is not distinct from sent.is_artist_corrected
