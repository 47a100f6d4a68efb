-- table: tracks
-- grain: one row per distinct track as sent
--
-- A group's key holds the case-folded names and every id; a release without a name counts for none.
with credited as (
  select resolved.track_id, resolved.track_name, resolved.artist_name, resolved.release_name, resolved.release_artist_name,
    resolved.release_group_name, resolved.release_group_artist_name,
    resolved.recording_mbid, resolved.release_mbid, resolved.release_group_mbid,
    own.credit_id, own.mbids_id, resolved.caa_id, resolved.caa_release_mbid,
    coalesce(release.credit_id, own.credit_id) as release_credit_id,
    coalesce(release.mbids_id, own.mbids_id) as release_mbids_id,
    resolved.release_caa_id, resolved.release_caa_release_mbid,
    coalesce(release_group.credit_id, own.credit_id) as release_group_credit_id,
    coalesce(release_group.mbids_id, own.mbids_id) as release_group_mbids_id,
    resolved.release_group_caa_id, resolved.release_group_caa_release_mbid,
    resolved.first_release_year, resolved.length_ms
  from resolved
  join credits as own
    on own.artist_mbids = resolved.artist_mbids and own.artists::varchar is not distinct from resolved.artists
  left join credits as release
    on release.artist_mbids = release_artist_mbids and release.artists::varchar is not distinct from release_artists
  left join credits as release_group
    on release_group.artist_mbids = release_group_artist_mbids
    and release_group.artists::varchar is not distinct from release_group_artists
)
select track_id,
  hash(track.folded_id, recording_mbid, artist.folded_id, credit_id, release.folded_id, release_mbid, caa_id, caa_release_mbid) as recording_id,
  if(release_name is null, null,
    hash(release.folded_id, release_mbid, release_artist.folded_id, release_credit_id, release_caa_id, release_caa_release_mbid)) as release_id,
  if(release_group_name is null, null,
    hash(release_group.folded_id, release_group_mbid, release_group_artist.folded_id, release_group_credit_id,
      release_group_caa_id, release_group_caa_release_mbid)) as release_group_id,
  track.name_id as track_name_id, artist.name_id as artist_name_id,
  release.name_id as release_name_id, release_artist.name_id as release_artist_name_id,
  release_group.name_id as release_group_name_id, release_group_artist.name_id as release_group_artist_name_id,
  recording_mbid, release_mbid, release_group_mbid,
  credit_id, mbids_id, caa_id, caa_release_mbid,
  release_credit_id, release_mbids_id, release_caa_id, release_caa_release_mbid,
  release_group_credit_id, release_group_mbids_id, release_group_caa_id, release_group_caa_release_mbid,
  first_release_year, length_ms
from credited
join names as track on track.name = track_name
join names as artist on artist.name = credited.artist_name
left join names as release on release.name = release_name
join names as release_artist on release_artist.name = release_artist_name
left join names as release_group on release_group.name = release_group_name
join names as release_group_artist on release_group_artist.name = release_group_artist_name
