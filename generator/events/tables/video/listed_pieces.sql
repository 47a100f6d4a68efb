-- table: staging.pieces
-- grain: one row per piece of a media that a session watched, where its statements list what was played
--
-- With a registration the lists of a viewer's later sessions begin with what the earlier ones hold: what a list repeats from the
-- beginning of any earlier one is taken off, the last segment that they share as far as it is shared, see
-- generator/events/video/repeated_segments.py.
with pieces as (
  select lists.media_id, lists.session, lists.visitor, lists.played_at, lists.happened_at,
    coalesce(repeats.repeated_count, 0) as repeated_count, coalesce(repeats.until_ms, 0) as until_ms,
    unnest(lists.segments) as piece, generate_subscripts(lists.segments, 1) as place
  from staging.segment_lists as lists
  left join staging.repeated_segments as repeats using (number)
), news as (
  select media_id, session, visitor, played_at, happened_at,
    if(place = repeated_count + 1, greatest(piece.start_ms, until_ms), piece.start_ms) as start_ms, piece.end_ms as end_ms
  from pieces
  where place > repeated_count
)
select media_id, session, visitor, played_at, happened_at, start_ms, end_ms
from news
where start_ms < end_ms
