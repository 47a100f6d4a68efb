-- table:  server_plays
-- grain:  one row per play of a server that is nobody's, or has no artist or no title
-- params: zone
--
-- As listens, in the order of time.
select make_timestamp(staging.listens.listened_at * 1000000) as listened_at,
  if($zone = 'UTC', make_timestamp(staging.listens.listened_at * 1000000), to_timestamp(staging.listens.listened_at) at time zone $zone) as local_at,
  resolved.track_id,
  coalesce(staging.listens.duration_ms, resolved.length_ms)::integer as duration_ms,
  staging.listens.microsecond,
  staging.listens.user_name, staging.listens.display_name, staging.listens.is_unnamed,
  staging.listens.has_user or staging.listens.user_name is not null as has_user
from staging.listens
anti join rejects using (part, line)
anti join folded using (part, line)
join resolved using (track_hash)
join distinct_tracks as track using (track_hash)
where is_server_play and (staging.listens.user_name is null or not track.is_named)
order by staging.listens.listened_at, track_hash, staging.listens.user_name, staging.listens.display_name
