-- stat set: video_projects_by_claim
-- grain:    one row per project
-- columns:  project_id text
--
-- In the order in which projects may claim a path: most loads and plays first, ties by the earliest one, then by id.
with met as (
  select media_number, happened_at from video_loads
  union all
  select media_number, happened_at from video_plays
), counted as (
  select medias.project_id, count(met.media_number) as met_count, min(met.happened_at) as first_at
  from medias
  left join met using (media_number)
  where medias.project_id is not null
  group by medias.project_id
)
select project_id
from counted
order by met_count desc, first_at nulls last, project_id
