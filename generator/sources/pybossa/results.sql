-- format:  pybossa
-- form:    results: JSON or CSV with id, project_id, task_id, task_run_ids, last_version
-- table:   results
-- reads:   table
-- members: (?:^|[/_-])(?:results?)(?:_(?:json|csv))?\.(?:json|jsonl|ndjson|csv|tsv)(?:\.gz)?$
-- when:    (?x) ^\s*+\[?\s*+\{\s*+ (?: "(?:[^"\\]|\\.)*+" \s*+:\s*+ (?: [^\[\]{}",\s]++ | "(?:[^"\\]|\\.)*+" |
--          [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"|
--          [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"|
--          [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"
--          )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] ) \s*+,\s*+ )*?
--          "(?:task_run_ids|last_version)" \s*+:
--          | ^(?!\s*[\[{]) [^\n]*? (?<![^,;\t]) "?(?i:\s*(?:result__)?(?:task_run_ids|last_version)\s*)"? (?=[,;\t\n]|\Z)
-- columns: line, reason, result_id, project_id, task_id, has_info
--
-- The keys of the first record tell, see task_runs. Of info it is only asked whether there is any: CSV has its keys as columns
-- of their own, info_ before them, or resultinfo__ up to 2.0.
with told as (
  select line, record, json_transform(record, '{
    "id": "VARCHAR", "project_id": "VARCHAR", "app_id": "VARCHAR", "task_id": "VARCHAR",
    "result__id": "VARCHAR", "result__project_id": "VARCHAR", "result__app_id": "VARCHAR", "result__task_id": "VARCHAR"
  }') as said
  from input
)
select line,
  case
    when record is null then 'not a row of the table: its number of fields differs, or it is not a JSON object'
    when id_of(coalesce(said.id, said.result__id)) is null then 'no id that is a whole number'
  end as reason,
  id_of(coalesce(said.id, said.result__id)) as result_id,
  coalesce(id_of(coalesce(said.project_id, said.app_id, said.result__project_id, said.result__app_id)), exported_project($file)) as project_id,
  id_of(coalesce(said.task_id, said.result__task_id)) as task_id,
  has_info(record) as has_info
from told
