-- table: credit_parts
-- grain: one row per track and name or id of a rule by which its artists are called
--
-- By the whole credit, by what stands before its guests, by each credited artist, and by what the reference calls an id.
with credited_artists as (
  select track_hash,
    unnest(list_transform(credited(artists), lambda artist, place: {
      'name': artist.artist_credit_name, 'mbid': artist.artist_mbid, 'place': place
    }), recursive := true)
  from sent
  where artists is not null
), ids as (
  select track_hash, unnest(artist_mbids) as mbid, unnest(range(1, len(artist_mbids) + 1)) as place
  from sent
  where len(artist_mbids) > 0
), every as (
  select track_hash, artist_name as name, if(len(artist_mbids) = 1, artist_mbids[1], null) as mbid, true as is_whole, true as is_lead
  from sent
  union
  select track_hash, before_guests(artist_name), null, false, true
  from sent
  union
  select track_hash, name, mbid, false, place = 1
  from credited_artists
  union
  select ids.track_hash, artists.artist_name, ids.mbid, false, ids.place = 1
  from ids
  left join artists on artists.artist_mbid = ids.mbid
), named as (
  select unnest([folded, by_folded, to_folded]) as folded, null as mbid from corrections
  union
  select null, unnest([mbid, by_mbid]) from corrections
)
select every.track_hash, every.name, folded_name(every.name) as folded, every.mbid, every.is_whole, every.is_lead
from every
where folded_name(every.name) in (select folded from named where folded is not null)
  or every.mbid in (select mbid from named where mbid is not null)
