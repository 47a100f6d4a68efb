-- table: staging.pieces
-- grain: one row per piece of a media that a session watched, where places alone tell what was played
--
-- From where playing began or went on, to where the next event of the same session and media says that it stopped or jumped;
-- of two beginnings the later one. A session that lists its segments has its pieces by them. Without a session the events
-- of a viewer and media are in one order, past midnight, too. Of one moment the line that comes first in its file is first.
with told as (
  select kind, happened_at, media_id, visitor, start_ms, end_ms, segments, part, line,
    session_of(session, visitor, media_id, happened_at, part, line) as session,
    coalesce(session, if(visitor is null, hash(part, line), hash(visitor, media_id))) as viewing
  from staging.videos
  anti join rejects using (part, line)
  anti join folded using (part, line)
  where kind in ('played', 'stopped')
), listed as (
  select media_id, session
  from told
  where segments is not null
  group by media_id, session
), placed as (
  select told.media_id, told.happened_at, told.end_ms, lag(told.session) over viewing as session,
    lag(told.visitor) over viewing as visitor, lag(told.happened_at) over viewing as played_at,
    lag(told.start_ms) over viewing as start_ms
  from told
  anti join listed using (media_id, session)
  join parts using (part)
  window viewing as (
    partition by told.media_id, told.viewing order by told.happened_at, parts.file, told.part, told.line
  )
)
select media_id, session, visitor, played_at, happened_at, start_ms, end_ms
from placed
where start_ms < end_ms
