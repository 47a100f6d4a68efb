-- table: folded
-- grain: one row per event that repeats another of the same key, or row that describes a media again
--
-- Of events the first of the file whose name comes first stays, so the order of the sources in config.yaml does not matter.
-- Of rows about a media the one that says most stays, then the one of the smallest values.
with judged as (
  select staging.videos.part, staging.videos.line, staging.videos.event_key
  from staging.videos
  anti join rejects using (part, line)
  where staging.videos.event_key is not null
), twins as (
  select event_key
  from judged
  group by event_key
  having count(*) > 1
), copies as (
  select judged.part, judged.line,
    row_number() over (partition by judged.event_key order by parts.file, judged.part, judged.line) as copy
  from judged
  semi join twins using (event_key)
  join parts using (part)
), described as (
  select medias.part, medias.line,
    row_number() over (
      partition by medias.media_id
      order by
        if(medias.media_ms is null, 0, 1) + if(medias.media_name is null, 0, 1) + if(medias.project_id is null, 0, 1)
          + if(medias.project_name is null, 0, 1) desc,
        medias.media_name, medias.project_id, medias.project_name, medias.media_ms, parts.file, medias.part, medias.line
    ) as copy
  from staging.medias as medias
  join parts using (part)
)
select part, line
from copies
where copy > 1
union all
select part, line
from described
where copy > 1
