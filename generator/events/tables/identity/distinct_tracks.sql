-- table: distinct_tracks
-- grain: one row per distinct track as sent, of the lines that are no rejects
select track_hash, count(*) as line_count,
  any_value(artist_name) as artist_name,
  any_value(track_name) as track_name,
  any_value(release_name) as release_name,
  any_value(album_artist_name) as album_artist_name,
  any_value(mapped) as mapped,
  any_value(recording_name) as recording_name,
  any_value(recording_mbid) as recording_mbid,
  any_value(release_mbid) as release_mbid,
  any_value(artist_mbids) as artist_mbids,
  any_value(artists) as artists,
  any_value(caa_id) as caa_id,
  any_value(caa_release_mbid) as caa_release_mbid
from staging.listens
anti join rejects using (part, line)
group by track_hash
