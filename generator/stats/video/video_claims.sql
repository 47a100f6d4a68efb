-- stat set: video_claims
-- grain:    one row per media and project
-- uses:     video/video_subjects
-- columns:  kind text, subject_id text
--
-- In the order in which those of a kind may claim a path: most loads and plays first, ties by the earliest one, then by id.
with met as (
  select media_number, happened_at from video_loads
  union all
  select media_number, happened_at from video_plays
), counted as (
  select media_number, count(*) as met_count, min(happened_at) as first_at
  from met
  group by media_number
), summed as (
  select subjects.kind, subjects.subject_id, sum(coalesce(counted.met_count, 0)) as met_count, min(counted.first_at) as first_at
  from video_subjects as subjects
  left join counted using (media_number)
  where subjects.kind != 'account'
  group by subjects.kind, subjects.subject_id
)
select kind, subject_id
from summed
order by kind, met_count desc, first_at nulls last, subject_id
