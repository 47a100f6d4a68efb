-- table: resolved
-- grain: one row per distinct track as sent
--
-- A release is what the reference says of it, else what the listen said; its group the same way. A credit and a cover are
-- each taken whole; where the reference says nothing of a credit it is null: the listen's. A track has its release's cover.
-- What was settled of a track goes before what its listens said.
with ids as (
  select (row_number() over (order by track_hash))::integer as track_id, track_hash
  from sent
)
select ids.track_id, sent.track_hash,
  coalesce(settled.track_name, sent.track_name) as track_name,
  coalesce(credited.artist_name, sent.artist_name) as artist_name,
  coalesce(releases.release_name, albums.release_name, sent.release_name) as release_name,
  coalesce(releases.album_artist_name, albums.artist_name, sent.artist_name) as release_artist_name,
  coalesce(release_groups.release_group_name, releases.release_name, albums.release_name, sent.release_name) as release_group_name,
  coalesce(release_groups.artist_name, releases.album_artist_name, albums.artist_name, sent.artist_name)
    as release_group_artist_name,
  sent.recording_mbid, coalesce(sent.release_mbid, settled.release_mbid) as release_mbid,
  coalesce(releases.release_group_mbid, settled.release_group_mbid) as release_group_mbid,
  coalesce(credited.artist_mbids, sent.artist_mbids, []) as artist_mbids,
  if(settled.track_hash is null, sent.artists, credited.artists) as artists,
  coalesce(releases.caa_id, sent.caa_id) as caa_id,
  if(releases.caa_id is null, sent.caa_release_mbid, releases.caa_release_mbid) as caa_release_mbid,
  coalesce(releases.artist_mbids, albums.artist_mbids) as release_artist_mbids,
  if(releases.artist_mbids is null, albums.artists, to_json(credited(releases.artists))) as release_artists,
  coalesce(releases.caa_id, albums.caa_id, sent.caa_id) as release_caa_id,
  case
    when releases.caa_id is not null then releases.caa_release_mbid
    when albums.caa_id is not null then albums.caa_release_mbid
    else sent.caa_release_mbid
  end as release_caa_release_mbid,
  coalesce(release_groups.artist_mbids, releases.artist_mbids, albums.artist_mbids) as release_group_artist_mbids,
  case
    when release_groups.artist_mbids is not null then to_json(credited(release_groups.artists))
    when releases.artist_mbids is not null then to_json(credited(releases.artists))
    else albums.artists
  end as release_group_artists,
  coalesce(release_groups.caa_id, releases.caa_id, albums.caa_id, sent.caa_id) as release_group_caa_id,
  case
    when release_groups.caa_id is not null then release_groups.caa_release_mbid
    when releases.caa_id is not null then releases.caa_release_mbid
    when albums.caa_id is not null then albums.caa_release_mbid
    else sent.caa_release_mbid
  end as release_group_caa_release_mbid,
  try_cast(coalesce(release_groups.first_release_date_year, releases.first_release_date_year) as smallint) as first_release_year,
  sent.length_ms
from sent
join ids using (track_hash)
left join settled using (track_hash)
left join credited using (track_hash)
left join albums using (album_key)
left join releases on releases.release_mbid = coalesce(sent.release_mbid, settled.release_mbid)
left join release_groups on release_groups.release_group_mbid = coalesce(releases.release_group_mbid, settled.release_group_mbid)
