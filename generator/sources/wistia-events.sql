-- format:  wistia-events
-- form:    answers of Wistia's /stats/events: a JSON array, JSON lines or CSV with received_at, event_key, visitor_key, percent_viewed, media_id
-- table:   videos
-- reads:   table
-- when:    (?i)\bevent_key\b|\bpercent_viewed\b|\breceived_at\b|^\s*\[\s*\]
-- columns: line, reason, left_out, kind, happened_at, event_key, media_id, media_name, project_id, visitor, session, share
--
-- Each event is a play of which it is known how much of the media was watched, but not where; it was loaded then, too. One
-- with a conversion_type is none. percent_viewed is 0 to 1, or 0 to 100 in files in which any is above 1.
with event as (
  select line, record,
    json_transform(record, '{
      "received_at": "VARCHAR", "event_key": "VARCHAR", "visitor_key": "VARCHAR", "percent_viewed": "VARCHAR",
      "conversion_type": "VARCHAR", "media_id": "VARCHAR", "media_name": "VARCHAR", "project_id": "VARCHAR"
    }') as said
  from input
), known as (
  select line, record, said, coalesce(trim(said.conversion_type), '') not in ('', 'null') as is_conversion,
    coalesce(trim(said.percent_viewed), '') != '' as is_measured,
    try_cast(said.percent_viewed as double) as share
  from event
)
select line,
  case
    when record is null then 'not a JSON object, or not as many fields as the heading'
    when is_conversion then null
    when coalesce(trim(worded(said.media_id, record, '$.media_id')), '') = '' then 'no media_id'
    when is_measured and not coalesce(share between 0 and 100, false) then 'percent_viewed is no number from 0 to 100'
  end as reason,
  if(is_conversion, 'a conversion', null) as left_out,
  'playback' as kind,
  moment(said.received_at, $timezone) as happened_at,
  key_of(said.event_key) as event_key,
  trim(said.media_id) as media_id,
  nullif(trim(worded(said.media_name, record, '$.media_name')), '') as media_name,
  nullif(trim(worded(said.project_id, record, '$.project_id')), '') as project_id,
  key_of(said.visitor_key) as visitor,
  key_of(said.event_key) as session,
  share
from known
