-- table:  video_loads
-- grain:  one row per load of a media
-- params: zone
--
-- A playback is one, too: what tells of it knows no loads. zone: the site's own, for local_at.
select heard.videos.happened_at,
  if($zone = 'UTC', heard.videos.happened_at, heard.videos.happened_at at time zone 'UTC' at time zone $zone) as local_at,
  medias.media_number, heard.videos.visitor, heard.videos.kind = 'playback' as is_assumed
from heard.videos
anti join rejects using (part, line)
anti join folded using (part, line)
join medias using (media_id)
where heard.videos.kind in ('load', 'playback')
order by medias.media_number, heard.videos.happened_at
