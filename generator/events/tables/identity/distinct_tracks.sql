-- table: distinct_tracks
-- grain: one row per distinct track as sent, of the lines that are no rejects
--
-- Lines of one hash say the same of their track: what they say is fetched from one of them.
with heard as (
  select track_hash, count(*) as line_count, min(staging.listens.rowid) as place
  from staging.listens
  anti join rejects using (part, line)
  group by track_hash
)
select heard.track_hash, heard.line_count, said.artist_name, said.track_name, said.release_name, said.album_artist_name,
  said.mapped, said.recording_name, said.recording_mbid, said.release_mbid, said.artist_mbids, said.artists, said.caa_id,
  said.caa_release_mbid, is_named(said.artist_name, said.track_name) as is_named
from heard
join staging.listens as said on said.rowid = heard.place
