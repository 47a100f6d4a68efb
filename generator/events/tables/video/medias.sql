-- table: medias
-- grain: one row per media that a table of medias or an event names
--
-- What a table of medias says goes before what events say: their newest name, their smallest project, their greatest length,
-- which is the last end of a watch when no event says it. A project has one name.
with told as (
  select media_id, media_name, project_id, project_name, media_ms, max(happened_at) as newest_at,
    max(end_ms) filter (where kind = 'range') as last_ms
  from staging.videos
  anti join rejects using (part, line)
  anti join folded using (part, line)
  group by media_id, media_name, project_id, project_name, media_ms
), named as (
  select media_id, media_name, row_number() over (partition by media_id order by max(newest_at) desc, media_name) as place
  from told
  where media_name is not null
  group by media_id, media_name
), watched as (
  select media_id, max(end_ms) as last_ms
  from staging.pieces
  group by media_id
), gathered as (
  select media_id, min(told.project_id) as project_id,
    coalesce(max(told.media_ms), greatest(max(told.last_ms), max(watched.last_ms))) as media_ms
  from told
  left join watched using (media_id)
  group by media_id
), described as (
  select media_id, media_name, project_id, project_name, media_ms
  from staging.medias
  anti join folded using (part, line)
), ids as (
  select media_id from gathered
  union
  select media_id from described
), joined as (
  select ids.media_id, coalesce(described.media_name, named.media_name) as media_name,
    coalesce(described.project_id, gathered.project_id) as project_id,
    coalesce(described.media_ms, gathered.media_ms) as media_ms
  from ids
  left join described using (media_id)
  left join gathered using (media_id)
  left join named on named.media_id = ids.media_id and named.place = 1
), headed as (
  select project_id, min(project_name) as project_name
  from described
  group by project_id
), parents as (
  select project_id, min(project_name) as project_name
  from told
  group by project_id
)
select (row_number() over (order by joined.media_id))::integer as media_number, joined.media_id, joined.media_name,
  joined.project_id, coalesce(headed.project_name, parents.project_name) as project_name, joined.media_ms
from joined
left join headed using (project_id)
left join parents using (project_id)
order by joined.media_id
