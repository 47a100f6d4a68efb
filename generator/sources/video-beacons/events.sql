-- format:  video-beacons
-- form:    beacons of a player: JSON lines, a JSON array or CSV with ts, event, media_id, project_id, visitor_key, session_key, start_s, end_s
-- table:   videos
-- reads:   table
-- when:    (?i)"event"\s*:|^(?![\[{]|PAR1)[^\n]*\bevent\b|^\s*\[\s*\]
-- columns: line, reason, left_out, kind, happened_at, event_key, media_id, project_id, visitor, session, start_ms, end_ms
--
-- ts is in seconds or milliseconds since 1970, or ISO; one without an offset is in the source's timezone. Only ranges have
-- ends. A beacon may have an event_key: a second one of that key folds. Other events than these three are left out.
with beacon as (
  select line, record,
    json_transform(record, '{
      "ts": "VARCHAR", "event": "VARCHAR", "event_key": "VARCHAR", "media_id": "VARCHAR", "project_id": "VARCHAR",
      "visitor_key": "VARCHAR", "session_key": "VARCHAR", "start_s": "VARCHAR", "end_s": "VARCHAR"
    }') as said
  from input
), known as (
  select line, record, said, lower(trim(said.event)) as kind,
    place_ms(said.start_s) as start_ms, place_ms(said.end_s) as end_ms
  from beacon
)
select line,
  case
    when record is null then 'not a JSON object, or not as many fields as the heading'
    when coalesce(kind, '') = '' then 'no event: load, play or range is expected'
    when kind not in ('load', 'play', 'range') then null
    when coalesce(trim(worded(said.media_id, record, '$.media_id')), '') = '' then 'no media_id'
    when kind = 'range' and (start_ms is null or end_ms is null) then 'a range without start_s and end_s: both are expected, in seconds'
    when kind = 'range' and start_ms >= end_ms then 'a range that ends where it starts, or before'
  end as reason,
  if(kind not in ('load', 'play', 'range'), 'an event that is no load, play or range', null) as left_out,
  kind,
  moment(said.ts, $timezone) as happened_at,
  key_of(said.event_key) as event_key,
  trim(said.media_id) as media_id,
  nullif(trim(worded(said.project_id, record, '$.project_id')), '') as project_id,
  key_of(said.visitor_key) as visitor,
  key_of(said.session_key) as session,
  if(kind = 'range', start_ms, null) as start_ms,
  if(kind = 'range', end_ms, null) as end_ms
from known
