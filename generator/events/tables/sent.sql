-- table: sent
-- grain: one row per distinct track as sent
--
-- A track has the mapping of its own lines, or of another one of the same text, and its release where it names none. It is called by its mapping: the
-- recording's name, and the credited artists joined by their phrases. A track that the listens leave unmapped has the mapping
-- that was found for it, if any. What a mapping does not say of its artists, the recording does, unless it names others;
-- artists that both name stand in the recording's order.
with counted as (
  select track_hash, count(*) as listen_count
  from staging.listens
  anti join rejects using (part, line)
  anti join folded using (part, line)
  group by track_hash
), told_tracks as (
  select counted.track_hash, counted.listen_count, track.artist_name,
    coalesce(same_texts.release_name, track.release_name) as release_name,
    coalesce(track.album_artist_name, if(same_texts.release_name is null, null, mapping.album_artist_name)) as album_artist_name,
    if(mapping.mapped, coalesce(if(trim(mapping.recording_name) = '', null, mapping.recording_name), track.track_name), track.track_name)
      as track_name,
    mapping.recording_mbid, mapping.release_mbid, mapping.artist_mbids, credited(mapping.artists) as artists,
    mapping.caa_id, mapping.caa_release_mbid
  from counted
  join distinct_tracks as track using (track_hash)
  left join same_texts using (track_hash)
  join distinct_tracks as mapping on mapping.track_hash = coalesce(same_texts.mapped_hash, track.track_hash)
), mapped_tracks as (
  select track.track_hash, track.listen_count, track.album_artist_name,
    coalesce(mappings.recording_name, track.track_name) as track_name,
    coalesce(mappings.artist_credit_name, track.artist_name) as artist_name,
    coalesce(mappings.release_name, track.release_name) as release_name,
    coalesce(mappings.recording_mbid, track.recording_mbid) as recording_mbid,
    coalesce(mappings.release_mbid, track.release_mbid) as release_mbid,
    coalesce(mappings.artist_mbids, track.artist_mbids) as artist_mbids,
    track.artists, track.caa_id, track.caa_release_mbid
  from told_tracks as track
  left join mappings using (track_hash)
), matched_tracks as (
  select track.track_hash, track.listen_count, track.track_name, track.artist_name, track.release_name, track.album_artist_name,
    track.recording_mbid, track.release_mbid, nullif(track.artist_mbids, []) as artist_mbids, track.artists,
    list_transform(track.artists, lambda artist: artist.artist_mbid) as credited_mbids,
    if(nullif(track.artist_mbids, []) is null or same_ids(track.artist_mbids, recordings.artist_mbids), recordings.artist_mbids, null)
      as known_mbids,
    credited(recordings.artists) as known_artists,
    track.caa_id, track.caa_release_mbid, recordings.length_ms
  from mapped_tracks as track
  left join recordings using (recording_mbid)
), credited_tracks as (
  select track_hash, listen_count, track_name, artist_name, release_name, album_artist_name, recording_mbid, release_mbid,
    coalesce(known_mbids, artist_mbids) as artist_mbids,
    case
      when known_mbids is null then artists
      when artists is null then known_artists
      when same_ids(credited_mbids, known_mbids) and credited_mbids != known_mbids then coalesce(known_artists, artists)
      else artists
    end as artists,
    caa_id, caa_release_mbid, length_ms
  from matched_tracks
)
select track_hash, listen_count, track_name,
  coalesce(credit_name(artists), artist_name) as artist_name,
  if(trim(release_name) = '', null, release_name) as release_name,
  if(trim(album_artist_name) = '', null, album_artist_name) as album_artist_name,
  recording_mbid, release_mbid, artist_mbids, to_json(artists) as artists, caa_id, caa_release_mbid, length_ms
from credited_tracks
