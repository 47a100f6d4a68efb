-- table: sent
-- grain: one row per distinct track as sent
--
-- A track has the mapping of its own lines, or of another one of the same text, and its release where it names none. It is called by its mapping: the
-- recording's name, and the credited artists joined by their phrases. A track that the listens leave unmapped has the mapping
-- that was found for it, if any. What a mapping does not say of its artists, the recording does, unless it names others;
-- artists that both name stand in the recording's order.
with stated as (
  select artists, credited(artists) as credit
  from (
    select artists from distinct_tracks where artists is not null
    union
    select artists from recordings where artists is not null
  ) as every
), credits as (
  select artists, to_json(credit) as credit, credit_name(credit) as name,
    list_transform(credit, lambda artist: artist.artist_mbid) as mbids
  from stated
  where credit is not null
), counted as (
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
    mapping.recording_mbid, mapping.release_mbid, mapping.artist_mbids, mapping.artists,
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
    case
      when recordings.artist_mbids is null then null
      when nullif(track.artist_mbids, []) is null or same_ids(track.artist_mbids, recordings.artist_mbids) then recordings.artist_mbids
    end as known_mbids,
    recordings.artists as known_artists,
    track.caa_id, track.caa_release_mbid, recordings.length_ms
  from mapped_tracks as track
  left join recordings using (recording_mbid)
), credited_tracks as (
  select track_hash, listen_count, track_name, artist_name, release_name, album_artist_name, recording_mbid, release_mbid,
    coalesce(known_mbids, artist_mbids) as artist_mbids,
    case
      when known_mbids is null then own.artists
      when own.artists is null then known.artists
      when same_ids(own.mbids, known_mbids) and own.mbids != known_mbids then coalesce(known.artists, own.artists)
      else own.artists
    end as artists,
    caa_id, caa_release_mbid, length_ms
  from matched_tracks
  left join credits as own on own.artists = matched_tracks.artists
  left join credits as known on known.artists = matched_tracks.known_artists
)
select track_hash, listen_count, track_name,
  coalesce(credits.name, artist_name) as artist_name,
  if(trim(release_name) = '', null, release_name) as release_name,
  if(trim(album_artist_name) = '', null, album_artist_name) as album_artist_name,
  recording_mbid, release_mbid, artist_mbids, credits.credit as artists, caa_id, caa_release_mbid, length_ms
from credited_tracks
left join credits using (artists)
