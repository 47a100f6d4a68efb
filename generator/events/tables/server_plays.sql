-- table:  server_plays
-- grain:  one row per play of a server that is nobody's, or has no artist or no title
-- params: zone
--
-- As listens, in the order of time.
select make_timestamp(heard.listens.listened_at * 1000000) as listened_at,
  if($zone = 'UTC', make_timestamp(heard.listens.listened_at * 1000000), to_timestamp(heard.listens.listened_at) at time zone $zone) as local_at,
  resolved.track_id,
  coalesce(heard.listens.duration_ms, resolved.length_ms)::integer as duration_ms,
  heard.listens.microsecond,
  heard.listens.user_name, heard.listens.display_name, heard.listens.is_unnamed,
  heard.listens.has_user or heard.listens.user_name is not null as has_user
from heard.listens
anti join rejects using (part, line)
anti join folded using (part, line)
join resolved using (track_hash)
where is_server_play and (heard.listens.user_name is null or not is_named(heard.listens.artist_name, heard.listens.track_name))
order by heard.listens.listened_at, track_hash, heard.listens.user_name, heard.listens.display_name
