-- format:  pybossa
-- form:    categories of projects: JSON or CSV with id, name, short_name
-- table:   categories
-- reads:   table
-- members: (?:^|[/_-])(?:categor(?:y|ies))(?:_(?:json|csv))?\.(?:json|jsonl|ndjson|csv|tsv)(?:\.gz)?$
-- when:    (?x) ^\s*+\[?\s*+\{\s*+ (?: "(?:[^"\\]|\\.)*+" \s*+:\s*+ (?: [^\[\]{}",\s]++ | "(?:[^"\\]|\\.)*+" |
--          [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"|
--          [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"|
--          [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"
--          )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] ) \s*+,\s*+ )*?
--          "(?:short_name)" \s*+:
--          | ^(?!\s*[\[{]) [^\n]*? (?<![^,;\t]) "?(?i:\s*(?:category__)?(?:short_name)\s*)"? (?=[,;\t\n]|\Z)
-- columns: line, reason, category_id, short_name
--
-- What has a short name and no key of a project, which is tried before: /api/category, or the table category of the database.
with told as (
  select line, record, json_transform(record, '{
    "id": "VARCHAR", "short_name": "VARCHAR"
  }') as said
  from input
)
select line,
  case
    when record is null then 'not a row of the table: its number of fields differs, or it is not a JSON object'
    when id_of(said.id) is null then 'no id that is a whole number'
    when stated(worded(said.short_name, record, '$.short_name')) is null then 'no short_name'
  end as reason,
  id_of(said.id) as category_id,
  stated(worded(said.short_name, record, '$.short_name')) as short_name
from told
