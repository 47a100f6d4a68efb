-- table:  ownerless
-- grain:  one row per listen of nobody
-- params: zone
--
-- As listens, in the order of time.
select make_timestamp(heard.listens.listened_at * 1000000) as listened_at,
  if($zone = 'UTC', make_timestamp(heard.listens.listened_at * 1000000), to_timestamp(heard.listens.listened_at) at time zone $zone) as local_at,
  resolved.track_id,
  coalesce(heard.listens.duration_ms, resolved.length_ms)::integer as duration_ms,
  heard.listens.microsecond
from heard.listens
anti join rejects using (part, line)
anti join folded using (part, line)
join resolved using (track_hash)
where heard.listens.user_name is null
order by heard.listens.listened_at, track_hash
