-- table:  video_loads
-- grain:  one row per load of a media
-- params: zone
--
-- A playback is one, too: what tells of it knows no loads. zone: the site's own, for local_at.
select staging.videos.happened_at,
  if($zone = 'UTC', staging.videos.happened_at, staging.videos.happened_at at time zone 'UTC' at time zone $zone) as local_at,
  medias.media_number, signed(staging.videos.visitor) as visitor, staging.videos.kind = 'playback' as is_assumed
from staging.videos
anti join rejects using (part, line)
anti join folded using (part, line)
join medias using (media_id)
where staging.videos.kind in ('load', 'playback')
order by medias.media_number, staging.videos.happened_at
