-- format:  pybossa
-- form:    accounts: JSON or CSV with id, name, fullname
-- table:   accounts
-- reads:   table
-- members: (?:^|[/_-])(?:users?|accounts?|personal_data)(?:_(?:json|csv))?\.(?:json|jsonl|ndjson|csv|tsv)(?:\.gz)?$
-- when:    (?x) ^\s*+\[?\s*+\{\s*+ (?: "(?:[^"\\]|\\.)*+" \s*+:\s*+ (?: [^\[\]{}",\s]++ | "(?:[^"\\]|\\.)*+" |
--          [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"|
--          [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"|
--          [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"
--          )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] ) \s*+,\s*+ )*?
--          "(?:fullname|email_addr)" \s*+:
--          | ^(?!\s*[\[{]) [^\n]*? (?<![^,;\t]) "?(?i:\s*(?:user__)?(?:fullname|email_addr)\s*)"? (?=[,;\t\n]|\Z)
-- columns: line, reason, account_id, name, fullname, is_restricted
--
-- The keys of the first record tell, see task_runs. Nothing else of an account is read, its address least of all.
with told as (
  select line, record, json_transform(record, '{
    "id": "VARCHAR", "name": "VARCHAR", "fullname": "VARCHAR", "restrict": "VARCHAR"
  }') as said
  from input
)
select line,
  case
    when record is null then 'not a row of the table: its number of fields differs, or it is not a JSON object'
    when id_of(said.id) is null then 'no id that is a whole number'
  end as reason,
  id_of(said.id) as account_id,
  stated(worded(said.name, record, '$.name')) as name,
  stated(worded(said.fullname, record, '$.fullname')) as fullname,
  truth(said.restrict) as is_restricted
from told
