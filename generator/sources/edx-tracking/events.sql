-- format:  edx-tracking
-- form:    tracking logs of Open edX: JSON lines with event_type, event, username, session, time
-- table:   videos
-- reads:   table
-- when:    ^\s*(?:\[\s*)*\{.*"event_(?:type|source)"\s*:|^\s*\[\s*\]
-- columns: line, reason, left_out, kind, happened_at, event_key, media_id, media_ms, project_id, visitor, session, start_ms, end_ms
--
-- What players say of videos: `event` is an object, or a text that holds one. The mobile apps' own names stand in `name`, in
-- old logs in event_type, too. The places tell what was played. Until June 2014 a jump said where it ended twice, so that where
-- it began is unknown. A line that is there twice folds; all other events are left out.
with tracked as (
  select line, record,
    json_transform(record, '{
      "event_type": "VARCHAR", "name": "VARCHAR", "event": "VARCHAR", "username": "VARCHAR", "session": "VARCHAR",
      "time": "VARCHAR", "context": {"course_id": "VARCHAR", "user_id": "VARCHAR"}
    }') as said
  from input
), named as (
  select line, record, said, coalesce(tracked_kind(said.event_type), tracked_kind(said.name)) as verb
  from tracked
), held as (
  select line, record, said, verb, if(verb is null, null, clean_json(said.event)) as event
  from named
), known as (
  select line, record, said, verb, if(json_type(event) = 'OBJECT', event, null) as event
  from held
), placed as (
  select line, record, said, verb, event,
    json_transform(event, '{
      "id": "VARCHAR", "module_id": "VARCHAR", "currentTime": "VARCHAR", "current_time": "VARCHAR", "old_time": "VARCHAR",
      "new_time": "VARCHAR", "duration": "VARCHAR"
    }') as told
  from known
), timed as (
  select line, record, said, verb, event, told,
    nullif(trim(coalesce(told.id, told.module_id)), '') as media_id,
    place_ms(coalesce(told.currentTime, told.current_time)) as time_ms,
    place_ms(told.old_time) as from_ms, place_ms(told.new_time) as to_ms
  from placed
)
select line,
  case
    when record is null then 'not a JSON object'
    when coalesce(said.event_type, said.name, '') = '' then 'no event_type'
    when verb is null then null
    when event is null then 'event is no JSON object'
    when media_id is null then 'no event.id'
  end as reason,
  if(verb is null, 'an event that is no load, play, pause, seek or stop of a video', null) as left_out,
  case verb when 'loaded' then 'load' when 'played' then 'played' else 'stopped' end as kind,
  moment(said.time, 'UTC') as happened_at,
  hash(said.time, said.username, said.session, verb, event) as event_key,
  media_id,
  length_ms(told.duration) as media_ms,
  nullif(trim(said.context.course_id), '') as project_id,
  coalesce(key_of(said.username), key_of(said.context.user_id)) as visitor,
  key_of(said.session) as session,
  case verb when 'played' then time_ms when 'seeked' then to_ms end as start_ms,
  case verb when 'stopped' then time_ms when 'seeked' then if(from_ms = to_ms, null, from_ms) end as end_ms
from timed
