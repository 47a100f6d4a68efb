-- table:  listens
-- grain:  one row per listen
-- params: zone
--
-- In the order of users and time, so that a range of a user is read in one place. zone: the site's own, for local_at.
-- Where a listen does not say how long it was, it was as long as the recording.
select make_timestamp(staging.listens.listened_at * 1000000) as listened_at,
  if($zone = 'UTC', make_timestamp(staging.listens.listened_at * 1000000), to_timestamp(staging.listens.listened_at) at time zone $zone) as local_at,
  users.user_id, resolved.track_id,
  coalesce(staging.listens.duration_ms, resolved.length_ms)::integer as duration_ms,
  staging.listens.microsecond
from staging.listens
anti join rejects using (part, line)
anti join folded using (part, line)
join users using (user_name)
join resolved using (track_hash)
anti join (select track_hash from distinct_tracks where not is_named) as unnamed using (track_hash)
order by user_id, listened_at, track_hash
