-- table:  video_plays
-- grain:  one row per play of a media
-- params: zone
--
-- Players that tell whenever somebody presses play have one play per session and media, at the first; where the session
-- only says what was watched, nobody could have watched without a play. zone: the site's own, for local_at.
with told as (
  select kind, happened_at, media_id, visitor,
    session_of(session, visitor, media_id, happened_at, part, line) as session
  from staging.videos
  anti join rejects using (part, line)
  anti join folded using (part, line)
  where kind in ('play', 'playback', 'played')
), played as (
  select happened_at, null as watched_at, media_id, visitor, session from told where kind = 'played'
  union all
  select null as happened_at, played_at as watched_at, media_id, visitor, session from staging.pieces
), plays as (
  select happened_at, media_id, visitor, session
  from told
  where kind in ('play', 'playback')
  union all
  select coalesce(min(happened_at), min(watched_at)) as happened_at, media_id, min(visitor) as visitor, session
  from played
  group by media_id, session
)
select plays.happened_at,
  if($zone = 'UTC', plays.happened_at, plays.happened_at at time zone 'UTC' at time zone $zone) as local_at,
  medias.media_number, signed(plays.visitor) as visitor, signed(plays.session) as session
from plays
join medias using (media_id)
order by medias.media_number, plays.happened_at
