-- stat set: medias_by_claim
-- grain:    one row per media
-- columns:  media_id text
--
-- In the order in which medias may claim a path: most loads and plays first, ties by the earliest one, then by id.
with met as (
  select media_number, happened_at from video_loads
  union all
  select media_number, happened_at from video_plays
), counted as (
  select media_number, count(*) as met_count, min(happened_at) as first_at
  from met
  group by media_number
)
select medias.media_id
from medias
left join counted using (media_number)
order by counted.met_count desc nulls last, counted.first_at nulls last, medias.media_id
