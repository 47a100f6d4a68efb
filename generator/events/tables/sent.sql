-- table: sent
-- grain: one row per distinct track as sent
--
-- A mapped listen is called by its mapping: the recording's name, and the credited artists joined by their phrases.
with distinct_tracks as (
  select track_hash, count(*) as listen_count,
    any_value(if(mapped, coalesce(if(trim(recording_name) = '', null, recording_name), track_name), track_name)) as track_name,
    any_value(artist_name) as artist_name,
    any_value(release_name) as release_name,
    any_value(recording_mbid) as recording_mbid,
    any_value(release_mbid) as release_mbid,
    any_value(artist_mbids) as artist_mbids,
    nullif(from_json(any_value(artists), '[{"artist_credit_name": "VARCHAR", "join_phrase": "VARCHAR", "artist_mbid": "UUID"}]'), []) as artists,
    any_value(caa_id) as caa_id,
    any_value(caa_release_mbid) as caa_release_mbid
  from heard.listens
  anti join rejects using (part, line)
  anti join folded using (part, line)
  group by track_hash
)
select track_hash, listen_count, track_name,
  coalesce(
    nullif(list_reduce(list_transform(artists, lambda artist: artist.artist_credit_name || coalesce(artist.join_phrase, '')), lambda credit, name: credit || name), ''),
    artist_name
  ) as artist_name,
  if(trim(release_name) = '', null, release_name) as release_name,
  recording_mbid, release_mbid, artist_mbids, to_json(artists) as artists, caa_id, caa_release_mbid
from distinct_tracks
