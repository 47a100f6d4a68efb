-- table:  video_watches
-- grain:  one row per piece of a media that a session watched, or per session when only its share of the media is known
-- params: zone
--
-- Ranges and pieces end where the media does. Shares of a session grow: the greatest counts, at its time, of equal ones the
-- first; they are percents where any of their source is above 1. What is no range of the media is no row. zone: the site's
-- own, for local_at.
with scales as (
  select parts.source, if(max(videos.share) > 1, 100, 1) as whole
  from staging.videos as videos
  join parts using (part)
  where videos.share is not null
  group by parts.source
), told as (
  select kind, happened_at, media_id, start_ms, end_ms, share, part,
    session_of(session, visitor, media_id, happened_at, part, line) as session
  from staging.videos
  anti join rejects using (part, line)
  anti join folded using (part, line)
  where kind = 'range' or share is not null
), scaled as (
  select told.happened_at, told.media_id, told.session, told.share / scales.whole as share
  from told
  join parts using (part)
  join scales using (source)
  where told.share is not null
), greatest_shares as (
  select media_id, session, max(share) as share
  from scaled
  group by media_id, session
), shares as (
  select media_id, session, share, min(happened_at) as happened_at
  from scaled
  join greatest_shares using (media_id, session, share)
  group by media_id, session, share
), placed as (
  select happened_at, media_id, session, start_ms, end_ms from told where kind = 'range'
  union all
  select happened_at, media_id, session, start_ms, end_ms from staging.pieces
), watches as (
  select placed.happened_at, medias.media_number, placed.session, placed.start_ms,
    least(placed.end_ms, medias.media_ms) as end_ms, least(placed.end_ms, medias.media_ms) - placed.start_ms as watched_ms
  from placed
  join medias using (media_id)
  where placed.start_ms < least(placed.end_ms, medias.media_ms)
  union all
  select shares.happened_at, medias.media_number, shares.session, null as start_ms, null as end_ms,
    round(shares.share * medias.media_ms)::bigint as watched_ms
  from shares
  join medias using (media_id)
)
select happened_at,
  if($zone = 'UTC', happened_at, happened_at at time zone 'UTC' at time zone $zone) as local_at,
  media_number, signed(session) as session, start_ms, end_ms, watched_ms
from watches
order by media_number, happened_at
