-- format:  video-beacons
-- form:    the Data API's answer about a project, /v1/projects/<id>.json: JSON with id, name, medias
-- table:   medias
-- reads:   json
-- at:      $.medias
-- owner:   $.id as project_number, $.hashedId as project_key, $.name as project_name
-- when:    "medias"\s*:\s*\[
-- columns: line, reason, media_id, media_name, project_id, project_name, media_ms
--
-- Its medias are as those of media_list, but for their project, which stands around them.
with media as (
  select line, record,
    json_transform(record, '{
      "hashed_id": "VARCHAR", "name": "VARCHAR", "duration": "VARCHAR",
      "project_number": "VARCHAR", "project_key": "VARCHAR", "project_name": "VARCHAR"
    }') as said
  from input
)
select line,
  case
    when record is null then 'not a JSON object'
    when coalesce(trim(worded(said.hashed_id, record, '$.hashed_id')), '') = '' then 'no hashed_id'
    when coalesce(trim(said.duration), '') != '' and place_ms(said.duration) is null then 'duration is no number of seconds'
  end as reason,
  trim(said.hashed_id) as media_id,
  nullif(trim(worded(said.name, record, '$.name')), '') as media_name,
  nullif(trim(coalesce(
    worded(said.project_number, record, '$.project_number'), worded(said.project_key, record, '$.project_key')
  )), '') as project_id,
  nullif(trim(worded(said.project_name, record, '$.project_name')), '') as project_name,
  length_ms(said.duration) as media_ms
from media
