-- stat set: video_subjects
-- grain:    one row per subject and media that it counts
-- columns:  kind text, subject_id text, media_number int
--
-- A subject is a media, a project with its medias, or the account, which has all medias and the empty id.
select 'account' as kind, '' as subject_id, media_number
from medias
union all
select 'media' as kind, media_id as subject_id, media_number
from medias
union all
select 'project' as kind, project_id as subject_id, media_number
from medias
where project_id is not null
order by kind, subject_id, media_number
