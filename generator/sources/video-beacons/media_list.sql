-- format:  video-beacons
-- form:    the Data API's list of medias, /v1/medias.json: JSON with hashed_id, name, duration, project
-- table:   medias
-- reads:   table
-- when:    ^(?!.*"medias"\s*:\s*\[).*"hashed_id"\s*:
-- columns: line, reason, media_id, media_name, project_id, project_name, media_ms
--
-- A page of the answer is an array; pages may stand behind each other. A media that is no video has no duration, or 0.
with media as (
  select line, record,
    json_transform(record, '{
      "hashed_id": "VARCHAR", "name": "VARCHAR", "duration": "VARCHAR",
      "project": {"id": "VARCHAR", "hashed_id": "VARCHAR", "name": "VARCHAR"}
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
    worded(said.project.id, record, '$.project.id'), worded(said.project.hashed_id, record, '$.project.hashed_id')
  )), '') as project_id,
  nullif(trim(worded(said.project.name, record, '$.project.name')), '') as project_name,
  length_ms(said.duration) as media_ms
from media
