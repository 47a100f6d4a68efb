-- table: staging.segment_lists
-- grain: one row per session of a media whose statements list what was played, and registration
--
-- The list of a session grows: that which holds the most counts, at its time, of equal ones the latest. Numbers put the lists
-- of a viewer's registration in their order; they are lists that are carried on, and those that touch are one segment.
with told as (
  select media_id, visitor, happened_at, segments, registration,
    session_of(session, visitor, media_id, happened_at, part, line) as session
  from staging.videos
  anti join rejects using (part, line)
  anti join folded using (part, line)
  where kind in ('played', 'stopped') and len(segments) > 0
), fullest as (
  select media_id, session, registration, min(visitor) as visitor, min(happened_at) as played_at,
    max({
      'watched_ms': list_sum(list_transform(segments, lambda segment: segment.end_ms - segment.start_ms)),
      'happened_at': happened_at, 'segments': segments
    }) as most
  from told
  group by media_id, session, registration
)
select row_number() over (order by media_id, registration, most.happened_at, most.watched_ms, session) as number,
  media_id, session, registration, visitor, played_at, most.happened_at as happened_at,
  if(registration is null, most.segments, joined_segments(most.segments)) as segments
from fullest
