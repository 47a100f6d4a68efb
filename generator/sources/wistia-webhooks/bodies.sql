-- format:  wistia-webhooks
-- form:    Wistia webhooks, a request body a line: JSON with events of uuid, type, payload, generated_at
-- table:   videos
-- reads:   lines
-- when:    ^\s*\{[^\n]*("events"\s*:|"viewing_session)[^\n]*\}[ \t]*\n
-- columns: line, reason, left_out, kind, happened_at, event_key, media_id, media_name, media_ms, visitor, session, share
--
-- What documents.sql says holds here. Events are numbered, not lines: one line may hold many.
with told as (
  select line, clean_json(text) as text
  from input
), body as (
  select unnest(case
      when text is null then [null]
      when json_type(text, '$.events') = 'ARRAY' then json_extract(text, '$.events[*]')::varchar[]
      else [text]
    end) as element
  from told
), listed as (
  select row_number() over () as line, if(starts_with(ltrim(element), '{'), element, null) as record
  from body
), event as (
  select line, record,
    json_transform(record, '{
      "uuid": "VARCHAR", "type": "VARCHAR", "generated_at": "VARCHAR",
      "payload": {
        "visitor": {"id": "VARCHAR"}, "viewing_session": {"id": "VARCHAR"}, "percent_watched": "VARCHAR",
        "media": {"id": "VARCHAR", "name": "VARCHAR", "duration": "VARCHAR"}
      }
    }') as said
  from listed
), known as (
  select line, record, said, said.payload as payload,
    case said.type when 'viewing_session.play' then 'playback' when 'viewing_session.percent_watched' then 'share' end as kind,
    try_cast(said.payload.percent_watched as double) as share
  from event
)
select line,
  case
    when record is null then 'not a JSON object'
    when coalesce(said.type, '') = '' then 'no type'
    when kind is null then null
    when coalesce(trim(worded(payload.media.id, record, '$.payload.media.id')), '') = '' then 'no payload.media.id'
    when kind = 'share' and not coalesce(share between 0 and 100, false) then 'percent_watched is no number from 0 to 100'
  end as reason,
  if(kind is null, 'an event of another kind than viewing sessions', null) as left_out,
  kind,
  moment(said.generated_at, $timezone) as happened_at,
  key_of(said.uuid) as event_key,
  trim(payload.media.id) as media_id,
  nullif(trim(worded(payload.media.name, record, '$.payload.media.name')), '') as media_name,
  length_ms(payload.media.duration) as media_ms,
  key_of(payload.visitor.id) as visitor,
  key_of(payload.viewing_session.id) as session,
  if(kind = 'share', share, null) as share
from known
