-- table: same_texts
-- grain: one row per distinct track that has the mapping, or the album, of another one
--
-- The same artist, track and release in words always have the same mapping, as the server maps by words. Where lines
-- disagree the most frequent mapping that knows the recording; ties by ids. A text without a release that nothing maps is that
-- with the only release of which the same artist and track is heard. Only what the same artist and track is told of twice is
-- looked at, for speed.
with titled as (
  select track_hash, hash(artist.folded, track.folded) as title_hash
  from distinct_tracks
  join foldings as artist on artist.name = artist_name
  join foldings as track on track.name = track_name
  where is_named
), repeated as (
  select title_hash
  from titled
  group by title_hash
  having count(*) > 1
), candidates as (
  select track_hash
  from titled
  semi join repeated using (title_hash)
), worded as (
  select track_hash, line_count, release_name, mapped, recording_name, recording_mbid, release_mbid, nullif(artist_mbids, []) as artist_mbids,
    artists, caa_id, caa_release_mbid,
    artist.folded as artist_text, track.folded as track_text, coalesce(release.folded, '') as release_text
  from distinct_tracks
  semi join candidates using (track_hash)
  join foldings as artist on artist.name = artist_name
  join foldings as track on track.name = track_name
  left join foldings as release on release.name = release_name
), votes as (
  select artist_text, track_text, release_text, mapped, recording_name, recording_mbid, release_mbid, artist_mbids, artists,
    caa_id, caa_release_mbid, min(track_hash) as mapped_hash, sum(line_count) as line_count
  from worded
  where mapped or recording_mbid is not null or release_mbid is not null or artist_mbids is not null
  group by artist_text, track_text, release_text, mapped, recording_name, recording_mbid, release_mbid, artist_mbids, artists,
    caa_id, caa_release_mbid
), chosen as (
  select artist_text, track_text, release_text, mapped_hash
  from votes
  qualify row_number() over (
    partition by artist_text, track_text, release_text
    order by mapped desc, line_count desc, recording_mbid nulls last, release_mbid nulls last, artist_mbids nulls last,
      artists nulls last, recording_name nulls last, caa_id nulls last, caa_release_mbid nulls last
  ) = 1
), on_albums as (
  select artist_text, track_text, release_text, release_name,
    coalesce(any_value(chosen.mapped_hash), min(worded.track_hash)) as mapped_hash
  from worded
  left join chosen using (artist_text, track_text, release_text)
  where trim(release_text) != ''
  group by artist_text, track_text, release_text, release_name
  qualify row_number() over (
    partition by artist_text, track_text, release_text order by sum(worded.line_count) desc, release_name
  ) = 1
), only_albums as (
  select artist_text, track_text, min(mapped_hash) as mapped_hash, min(release_name) as release_name
  from on_albums
  group by artist_text, track_text
  having count(*) = 1
)
select worded.track_hash, coalesce(chosen.mapped_hash, only_albums.mapped_hash) as mapped_hash,
  if(chosen.mapped_hash is null, only_albums.release_name, null) as release_name
from worded
left join chosen using (artist_text, track_text, release_text)
left join only_albums
  on only_albums.artist_text = worded.artist_text and only_albums.track_text = worded.track_text
  and trim(worded.release_text) = ''
where worded.track_hash != coalesce(chosen.mapped_hash, only_albums.mapped_hash)
