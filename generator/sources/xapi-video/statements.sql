-- format:  xapi-video
-- form:    xAPI video statements: JSON lines or a JSON array
-- table:   videos
-- reads:   table
-- when:    "verb"\s*:|^\s*\[\s*\]
-- columns: line, reason, left_out, kind, happened_at, event_key, media_id, media_name, media_ms, project_id, project_name,
--          visitor, session, start_ms, end_ms, segments, registration
--
-- A load is initialized; a session of a media that has played it is a play. Where a statement has segments, they are all
-- that its session has played so far, and with a registration what the viewer's earlier sessions have, too. Where none has,
-- the places tell what was played: start_ms is where it goes on, end_ms where it ended. Other verbs, and statements about
-- other activities than videos, are left out, and so is a statement that another one voids.
with bare as (
  select line, bare_statement(record) as record
  from input
), statement as (
  select line, record, statement(record) as said
  from bare
), known as (
  select line, record, said, statement_kind(said, record) as kind, actor_key(said.actor) as actor,
    regexp_extract(said.verb.id, '([^/#]+)/?$', 1) as verb, said.result.extensions as result,
    said.context.contextActivities.parent as parent
  from statement
), told as (
  select line, record, said, kind, actor, verb,
    result."https://w3id.org/xapi/video/extensions/played-segments" as played,
    statement_ms(result."https://w3id.org/xapi/video/extensions/time") as time_ms,
    statement_ms(result."https://w3id.org/xapi/video/extensions/time-from") as from_ms,
    statement_ms(result."https://w3id.org/xapi/video/extensions/time-to") as to_ms,
    coalesce(json_extract(parent, '$[0]'), parent) as parent
  from known
), placed as (
  select line, record, said, kind, actor, parent, played, segments_of(played) as segments,
    case when kind = 'played' then time_ms when verb = 'seeked' then to_ms end as start_ms,
    case when kind != 'stopped' then null when verb = 'seeked' then from_ms else time_ms end as end_ms
  from told
)
select line,
  case
    when record is null then 'not a JSON object'
    when coalesce(said.verb.id, '') = '' then 'no verb.id'
    when kind is null or kind = 'voided' then null
    when activity_id(trim(said.object.id)) is null then 'no object.id'
    when coalesce(len(segments), 0) = 0 and are_broken(played) then 'no segment of played-segments can be read'
  end as reason,
  if(kind is null, 'a statement that tells of no video, or nothing that is counted', null) as left_out,
  kind,
  moment(coalesce(said.timestamp, said."@timestamp", said.stored), 'UTC') as happened_at,
  key_of(lower(if(kind = 'voided', said.object.id, said.id))) as event_key,
  activity_id(trim(said.object.id)) as media_id,
  in_english(said.object.definition.name) as media_name,
  coalesce(
    nullif(statement_ms(said.result.extensions."https://w3id.org/xapi/video/extensions/length"), 0),
    nullif(statement_ms(said.context.extensions."https://w3id.org/xapi/video/extensions/length"), 0)
  ) as media_ms,
  activity_id(json_extract_string(parent, '$.id')) as project_id,
  in_english(json_extract_string(parent, '$.definition.name')) as project_name,
  key_of(actor) as visitor,
  key_of(statement_session(said, record)) as session,
  if(kind in ('played', 'stopped'), start_ms, null) as start_ms,
  end_ms,
  segments,
  if(coalesce(trim(said.context.registration), '') = '', null, hash(actor, said.context.registration)) as registration
from placed
