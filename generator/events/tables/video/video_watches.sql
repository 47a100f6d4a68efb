-- table:  video_watches
-- grain:  one row per piece of a media that a session watched, or per session when only its share of the media is known
-- params: zone
--
-- Ranges end where the media does. Segments and shares of a session grow: those that hold the most count, at their time, of
-- equal segments the latest, of equal shares the first. What is no range of the media is no row. zone: the site's own, for
-- local_at.
with scales as (
  select part, if(max(share) > 1, 100, 1) as whole
  from heard.videos
  group by part
), told as (
  select videos.kind, videos.happened_at, videos.media_id, videos.start_ms, videos.end_ms,
    videos.share / scales.whole as share, videos.segments,
    session_of(videos.session, videos.visitor, videos.media_id, videos.happened_at, videos.part, videos.line) as session
  from heard.videos as videos
  anti join rejects using (part, line)
  anti join folded using (part, line)
  join scales using (part)
  where videos.kind = 'range' or videos.share is not null or len(videos.segments) > 0
), fullest as (
  select media_id, session,
    max({
      'watched_ms': list_sum(list_transform(segments, lambda segment: segment.end_ms - segment.start_ms)),
      'happened_at': happened_at, 'segments': segments
    }) as most
  from told
  where len(segments) > 0
  group by media_id, session
), greatest_shares as (
  select media_id, session, max(share) as share
  from told
  where share is not null
  group by media_id, session
), shares as (
  select media_id, session, share, min(happened_at) as happened_at
  from told
  join greatest_shares using (media_id, session, share)
  group by media_id, session, share
), pieces as (
  select most.happened_at as happened_at, media_id, session, unnest(most.segments) as piece
  from fullest
), placed as (
  select happened_at, media_id, session, start_ms, end_ms from told where kind = 'range'
  union all
  select happened_at, media_id, session, piece.start_ms as start_ms, piece.end_ms as end_ms from pieces
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
  media_number, session, start_ms, end_ms, watched_ms
from watches
order by media_number, happened_at
