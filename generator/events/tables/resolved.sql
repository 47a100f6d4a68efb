-- table: resolved
-- grain: one row per distinct track as sent
--
-- A release is called what the reference calls it, else what the listen called it; its group the same way.
select (row_number() over ())::integer as track_id, sent.track_hash,
  sent.track_name, sent.artist_name,
  coalesce(releases.release_name, sent.release_name) as release_name,
  coalesce(releases.album_artist_name, sent.artist_name) as release_artist_name,
  coalesce(release_groups.release_group_name, releases.release_name, sent.release_name) as release_group_name,
  coalesce(release_groups.artist_name, releases.album_artist_name, sent.artist_name) as release_group_artist_name,
  sent.recording_mbid, sent.release_mbid, releases.release_group_mbid,
  coalesce(sent.artist_mbids, []) as artist_mbids, sent.artists,
  sent.caa_id, sent.caa_release_mbid
from sent
left join releases using (release_mbid)
left join release_groups using (release_group_mbid)
