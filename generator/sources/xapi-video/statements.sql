-- format:  xapi-video
-- form:    xAPI video statements: JSON lines or a JSON array
-- table:   videos
-- reads:   table
-- when:    "verb"\s*:|^\s*\[\s*\]
-- columns: line, reason, left_out, kind, happened_at, event_key, media_id, media_name, media_ms, project_id, project_name,
--          visitor, session, segments
--
-- A load is initialized; a session of a media that has played it is a play. Every statement tells all segments that its
-- session has played so far. Verbs that tell neither, and statements about other activities than videos, are left out.
with statement as (
  select line, record, statement(record) as said
  from input
), known as (
  select line, record, said, statement_kind(said, record) as kind, actor_key(said.actor) as actor,
    said.result.extensions."https://w3id.org/xapi/video/extensions/played-segments" as played,
    said.context.contextActivities.parent as parent
  from statement
), told as (
  select line, record, said, kind, actor, played, coalesce(json_extract(parent, '$[0]'), parent) as parent,
    segments_of(played) as segments
  from known
)
select line,
  case
    when record is null then 'not a JSON object'
    when coalesce(said.verb.id, '') = '' then 'no verb.id'
    when kind is null then null
    when activity_id(trim(said.object.id)) is null then 'no object.id'
    when coalesce(len(segments), 0) = 0 and are_broken(played) then 'no segment of played-segments can be read'
  end as reason,
  if(kind is null or (kind = 'segments' and coalesce(len(segments), 0) = 0), 'a statement that tells of no video, or nothing that is counted', null) as left_out,
  kind,
  moment(coalesce(said.timestamp, said."@timestamp"), 'UTC') as happened_at,
  key_of(said.id) as event_key,
  activity_id(trim(said.object.id)) as media_id,
  in_english(said.object.definition.name) as media_name,
  length_ms(coalesce(
    said.result.extensions."https://w3id.org/xapi/video/extensions/length",
    said.context.extensions."https://w3id.org/xapi/video/extensions/length"
  )) as media_ms,
  activity_id(json_extract_string(parent, '$.id')) as project_id,
  in_english(json_extract_string(parent, '$.definition.name')) as project_name,
  key_of(actor) as visitor,
  key_of(said.context.extensions."https://w3id.org/xapi/video/extensions/session-id") as session,
  segments
from told
