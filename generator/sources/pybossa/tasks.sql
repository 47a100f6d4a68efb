-- format:  pybossa
-- form:    tasks: JSON or CSV with id, project_id or app_id, state, n_answers
-- table:   tasks
-- reads:   table
-- members: (?:^|[/_-])(?:tasks?)(?:_(?:json|csv))?\.(?:json|jsonl|ndjson|csv|tsv)(?:\.gz)?$
-- when:    (?x) ^\s*+\[?\s*+\{\s*+ (?: "(?:[^"\\]|\\.)*+" \s*+:\s*+ (?: [^\[\]{}",\s]++ | "(?:[^"\\]|\\.)*+" |
--          [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"|
--          [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"|
--          [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"
--          )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] ) \s*+,\s*+ )*?
--          "(?:n_answers|quorum|priority_0|state|fav_user_ids|task_runs_nr)" \s*+:
--          | ^(?!\s*[\[{]) [^\n]*? (?<![^,;\t]) "?(?i:\s*(?:task__)?(?:n_answers|quorum|priority_0|state|fav_user_ids|task_runs_nr)\s*)"? (?=[,;\t\n]|\Z)
-- columns: line, reason, task_id, project_id, is_completed, wanted_count
--
-- The keys of the first record tell, see task_runs. A task is completed or ongoing; n_answers are the answers that are wanted.
with told as (
  select line, record, json_transform(record, '{
    "id": "VARCHAR", "project_id": "VARCHAR", "app_id": "VARCHAR", "state": "VARCHAR", "n_answers": "VARCHAR", "task__id": "VARCHAR",
    "task__project_id": "VARCHAR", "task__app_id": "VARCHAR", "task__state": "VARCHAR",
    "task__n_answers": "VARCHAR"
  }') as said
  from input
)
select line,
  case
    when record is null then 'not a row of the table: its number of fields differs, or it is not a JSON object'
    when id_of(coalesce(said.id, said.task__id)) is null then 'no id that is a whole number'
  end as reason,
  id_of(coalesce(said.id, said.task__id)) as task_id,
  coalesce(id_of(coalesce(said.project_id, said.app_id, said.task__project_id, said.task__app_id)), exported_project($file)) as project_id,
  case lower(coalesce(said.state, said.task__state)) when 'completed' then true when 'ongoing' then false end as is_completed,
  whole_number(stated(coalesce(said.n_answers, said.task__n_answers))) as wanted_count
from told
