-- table: heard.pieces
-- grain: one row per piece of a media that a session watched, where its statements list what was played
--
-- The list of a session grows: that which holds the most counts, at its time, of equal ones the latest. With a registration
-- the lists of a viewer's later sessions begin with what the earlier ones hold: what a list repeats from the beginning of any
-- earlier one is taken off, the last segment that they share as far as it is shared.
with told as (
  select media_id, visitor, happened_at, segments, registration,
    session_of(session, visitor, media_id, happened_at, part, line) as session
  from heard.videos
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
), lists as (
  select media_id, session, registration, visitor, played_at, most.happened_at as happened_at,
    if(registration is null, most.segments, joined_segments(most.segments)) as segments,
    row_number() over (partition by media_id, registration order by most.happened_at, most.watched_ms, session) as place
  from fullest
), pairs as (
  select later.media_id, later.registration, later.place, later.segments, earlier.segments as earlier,
    repeated_segments(later.segments, earlier.segments) as repeated_count
  from lists as later
  join lists as earlier using (media_id, registration)
  where earlier.place < later.place
), repeats as (
  select media_id, registration, place,
    max({
      'repeated_count': repeated_count,
      'until_ms': if(
        is_near(segments[repeated_count + 1].start_ms, earlier[repeated_count + 1].start_ms),
        least(segments[repeated_count + 1].end_ms, earlier[repeated_count + 1].end_ms), 0
      )
    }) as most
  from pairs
  group by media_id, registration, place
), pieces as (
  select lists.media_id, lists.session, lists.visitor, lists.played_at, lists.happened_at,
    coalesce(repeats.most.repeated_count, 0) as repeated_count, coalesce(repeats.most.until_ms, 0) as until_ms,
    unnest(lists.segments) as piece, generate_subscripts(lists.segments, 1) as number
  from lists
  left join repeats using (media_id, registration, place)
), news as (
  select media_id, session, visitor, played_at, happened_at,
    if(number = repeated_count + 1, greatest(piece.start_ms, until_ms), piece.start_ms) as start_ms, piece.end_ms as end_ms
  from pieces
  where number > repeated_count
)
select media_id, session, visitor, played_at, happened_at, start_ms, end_ms
from news
where start_ms < end_ms
