-- format:  pybossa
-- form:    task runs: JSON or CSV with id, task_id, project_id or app_id, user_id, finish_time
-- table:   task_runs
-- reads:   table
-- members: (?:^|[/_-])(?:task_?runs?|contributions)(?:_(?:json|csv))?\.(?:json|jsonl|ndjson|csv|tsv)(?:\.gz)?$
-- when:    (?x) ^\s*+\[?\s*+\{\s*+ (?: "(?:[^"\\]|\\.)*+" \s*+:\s*+ (?: [^\[\]{}",\s]++ | "(?:[^"\\]|\\.)*+" |
--          [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"|
--          [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"|
--          [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"
--          )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] ) \s*+,\s*+ )*?
--          "(?:finish_time|user_ip|external_uid|user_id|task_id)" \s*+:
--          | ^(?!\s*[\[{]) [^\n]*? (?<![^,;\t]) "?(?i:\s*(?:task_run__)?(?:finish_time|user_ip|external_uid|user_id|task_id)\s*)"? (?=[,;\t\n]|\Z)
--          | ^\s*\[\s*\]
-- columns: line, reason, task_run_id, project_id, task_id, account_id, visitor, is_external, finished_at, duration_ms, elapsed_us
--
-- The keys of the first record tell: what is nested in them, to nine levels, is passed over, for info may hold any key.
-- Exports up to 2.0 put task_run__ before every column, and task_runinfo__ before what info holds; later ones info_. Of who
-- contributed no address is kept, only a hash that tells one from another. A run with an external_uid alone is of somebody
-- whom only another service knows: nobody here.
with run as (
  select line, record, json_transform(record, '{
    "id": "VARCHAR", "project_id": "VARCHAR", "app_id": "VARCHAR", "task_id": "VARCHAR", "user_id": "VARCHAR", "user_ip": "VARCHAR",
    "external_uid": "VARCHAR", "created": "VARCHAR", "finish_time": "VARCHAR", "info": "VARCHAR",
    "info_timings": "VARCHAR", "info_timings_reportanswer": "VARCHAR", "info_timings_presenttask": "VARCHAR",
    "task_run__id": "VARCHAR", "task_run__project_id": "VARCHAR", "task_run__app_id": "VARCHAR", "task_run__task_id": "VARCHAR",
    "task_run__user_id": "VARCHAR", "task_run__user_ip": "VARCHAR", "task_run__external_uid": "VARCHAR",
    "task_run__created": "VARCHAR", "task_run__finish_time": "VARCHAR", "task_run__info": "VARCHAR", "task_runinfo__timings": "VARCHAR"
  }') as said
  from input
), known as (
  select line, record is not null as is_row,
    id_of(coalesce(said.id, said.task_run__id)) as task_run_id,
    id_of(coalesce(said.project_id, said.app_id, said.task_run__project_id, said.task_run__app_id)) as project_id,
    id_of(coalesce(said.task_id, said.task_run__task_id)) as task_id,
    stated(coalesce(said.user_id, said.task_run__user_id)) as user_id,
    stated(coalesce(said.user_ip, said.task_run__user_ip)) as visitor,
    stated(coalesce(said.external_uid, said.task_run__external_uid)) is not null as has_external_uid,
    moment(coalesce(said.created, said.task_run__created), $timezone) as created_at,
    moment(coalesce(said.finish_time, said.task_run__finish_time), $timezone) as finished_at,
    coalesce(said.info_timings, said.task_runinfo__timings, timings_of(coalesce(said.info, said.task_run__info))) as timings,
    try_cast(stated(said.info_timings_reportanswer) as double) as answered,
    try_cast(stated(said.info_timings_presenttask) as double) as presented
  from run
)
select line,
  case
    when not is_row then 'not a row of the table: its number of fields differs, or it is not a JSON object'
    when task_run_id is null then 'no id that is a whole number'
    when task_id is null then 'no task_id that is a whole number'
    when user_id is not null and id_of(user_id) is null then 'user_id is neither a whole number nor empty'
  end as reason,
  task_run_id,
  coalesce(project_id, exported_project($file)) as project_id,
  task_id,
  id_of(user_id) as account_id,
  if(user_id is null and visitor is not null, hash(visitor), null) as visitor,
  has_external_uid and user_id is null and visitor is null as is_external,
  coalesce(finished_at, created_at) as finished_at,
  task_ms(created_at, finished_at,
    greatest(answered, presented, timing(timings, 'reportAnswer'), timing(timings, 'presentTask'))) as duration_ms,
  epoch_us(finished_at) - epoch_us(created_at) as elapsed_us
from known
