-- format:  video-beacons
-- form:    medias: CSV, JSON, JSON lines or Parquet with media_id, name, project_id, duration_s, project_name
-- table:   medias
-- reads:   table
-- when:    (?i)^PAR1|\bmedia_id\b
-- columns: line, reason, media_id, media_name, project_id, project_name, media_ms
--
-- All but media_id may be missing or empty. A table of medias can stand beside a source of any other format of videos.
with media as (
  select line, record,
    json_transform(record, '{
      "media_id": "VARCHAR", "name": "VARCHAR", "project_id": "VARCHAR", "project_name": "VARCHAR", "duration_s": "VARCHAR"
    }') as said
  from input
)
select line,
  case
    when record is null then 'not a row of the table: its number of fields differs, or it is not a JSON object'
    when coalesce(trim(worded(said.media_id, record, '$.media_id')), '') = '' then 'no media_id'
    when coalesce(trim(said.duration_s), '') != '' and length_ms(said.duration_s) is null then 'duration_s is no number of seconds above 0'
  end as reason,
  trim(said.media_id) as media_id,
  nullif(trim(worded(said.name, record, '$.name')), '') as media_name,
  nullif(trim(worded(said.project_id, record, '$.project_id')), '') as project_id,
  nullif(trim(worded(said.project_name, record, '$.project_name')), '') as project_name,
  length_ms(said.duration_s) as media_ms
from media
