-- table: projects
-- grain: one row per project that anything names
--
-- What a project is called that no file describes: as the names of its exports say, <id>_<short name>_task_run_json.zip, or
-- <short name>_task_run.json where all of such a file is about one project. Of two projects with one short name the
-- described one has it, then the one with the lower id; the other's is marked with its id. A project that any line protects
-- by a password is protected: what the API tells everybody leaves the hash out.
with described as (
  select project_id, name, short_name, is_published, is_featured, category_id
  from staging.projects
  anti join folded using (part, line)
), protected as (
  select distinct project_id
  from staging.projects
  where is_protected
), topics as (
  select category_id, short_name
  from staging.categories
  anti join folded using (part, line)
), rows_of_exports as (
  select part, project_id from staging.task_runs
  union all
  select part, project_id from staging.tasks
  union all
  select part, project_id from staging.results
), exports as (
  select part, min(project_id) as project_id
  from rows_of_exports
  group by part
  having min(project_id) = max(project_id)
), titled as (
  select exported_project(file) as project_id, exported_name(file) as short_name
  from parts
  union all
  select exports.project_id,
    regexp_replace(
      regexp_extract(parts.file, '(?:^|/)([^/]+)_(?:task_run|task|result)\.(?:json|jsonl|ndjson|csv|tsv)(?:\.(?:gz|bz2|xz|zst))?$', 1),
      '^' || exports.project_id || '_', ''
    ) as short_name
  from exports
  join parts using (part)
), titles as (
  select project_id, min(nullif(short_name, '')) as short_name
  from titled
  where project_id is not null
  group by project_id
), named as (
  select project_id from titles
  union
  select project_id from described
  union
  select project_id from task_runs
  union
  select project_id from tasks
  union
  select project_id from results
), called as (
  select named.project_id, described.name, described.is_published, described.is_featured, topics.short_name as category,
    coalesce(described.short_name, titles.short_name, named.project_id::varchar) as short_name,
    described.project_id is not null as is_described,
    described.short_name is not null as is_own,
    protected.project_id is not null as is_protected
  from named
  left join described using (project_id)
  left join titles using (project_id)
  left join topics using (category_id)
  left join protected using (project_id)
), placed as (
  select project_id, name, is_published, is_featured, is_protected, category, is_described, short_name,
    row_number() over (partition by short_name order by is_own desc, project_id) as place
  from called
), told_apart as (
  select project_id, name, is_published, is_featured, is_protected, category, is_described, short_name,
    if(place = 1, short_name, short_name || ' (' || project_id || ')') as shown_name
  from placed
), counted as (
  select project_id, name, is_published, is_featured, is_protected, category, is_described, short_name, shown_name,
    row_number() over (partition by shown_name order by short_name = shown_name desc, project_id) as place
  from told_apart
)
select project_id,
  if(place = 1, shown_name, shown_name || ' [' || project_id || ']') as short_name,
  coalesce(name, short_name) as name,
  coalesce(is_published, true) as is_published,
  coalesce(is_featured, false) as is_featured,
  is_protected, category, is_described
from counted
