-- table: tracks
-- grain: one row per distinct track as sent
--
-- A group's key holds the case-folded names and every id; a release without a name counts for none.
select track_id,
  hash(track.folded_id, recording_mbid, artist.folded_id, credit_id, release.folded_id, release_mbid, caa_id, caa_release_mbid) as recording_id,
  if(release_name is null, null,
    hash(release.folded_id, release_mbid, release_artist.folded_id, credit_id, caa_id, caa_release_mbid)) as release_id,
  if(release_group_name is null, null,
    hash(release_group.folded_id, release_group_mbid, release_group_artist.folded_id, credit_id, caa_id, caa_release_mbid)) as release_group_id,
  track.name_id as track_name_id, artist.name_id as artist_name_id,
  release.name_id as release_name_id, release_artist.name_id as release_artist_name_id,
  release_group.name_id as release_group_name_id, release_group_artist.name_id as release_group_artist_name_id,
  recording_mbid, release_mbid, release_group_mbid, credit_id, credits.mbids_id, caa_id, caa_release_mbid
from resolved
join credits on credits.artist_mbids = resolved.artist_mbids and credits.artists::varchar is not distinct from resolved.artists
join names as track on track.name = track_name
join names as artist on artist.name = resolved.artist_name
left join names as release on release.name = release_name
join names as release_artist on release_artist.name = release_artist_name
left join names as release_group on release_group.name = release_group_name
join names as release_group_artist on release_group_artist.name = release_group_artist_name
