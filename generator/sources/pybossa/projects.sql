-- format:  pybossa
-- form:    projects: JSON or CSV with id, name, short_name, published, owner_id, category_id
-- table:   projects
-- reads:   table
-- members: (?:^|[/_-])(?:projects?|apps?)(?:_(?:json|csv))?\.(?:json|jsonl|ndjson|csv|tsv)(?:\.gz)?$
-- when:    (?x) ^\s*+\[?\s*+\{\s*+ (?: "(?:[^"\\]|\\.)*+" \s*+:\s*+ (?: [^\[\]{}",\s]++ | "(?:[^"\\]|\\.)*+" |
--          [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"|
--          [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"|
--          [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"| [\[{](?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"
--          )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] )*+[\]}] ) \s*+,\s*+ )*?
--          "(?:published|owner_id|category_id|owners_ids|featured|long_description|allow_anonymous_contributors|overall_progress|webhook)" \s*+:
--          | ^(?!\s*[\[{]) [^\n]*? (?<![^,;\t]) "?(?i:\s*(?:project__)?(?:published|owner_id|category_id|owners_ids|featured|long_description|allow_anonymous_contributors|overall_progress|webhook)\s*)"? (?=[,;\t\n]|\Z)
-- columns: line, reason, project_id, name, short_name, is_published, category_id, is_featured, is_protected
--
-- The keys of the first record tell, see task_runs: /api/project, or the table project of the database. Of info it is
-- only asked whether it holds the hash of a password.
with told as (
  select line, record, json_transform(record, '{
    "id": "VARCHAR", "name": "VARCHAR", "short_name": "VARCHAR", "published": "VARCHAR", "category_id": "VARCHAR",
    "featured": "VARCHAR", "info": "VARCHAR", "info_passwd_hash": "VARCHAR"
  }') as said
  from input
)
select line,
  case
    when record is null then 'not a row of the table: its number of fields differs, or it is not a JSON object'
    when id_of(said.id) is null then 'no id that is a whole number'
  end as reason,
  id_of(said.id) as project_id,
  stated(worded(said.name, record, '$.name')) as name,
  stated(worded(said.short_name, record, '$.short_name')) as short_name,
  truth(said.published) as is_published,
  id_of(said.category_id) as category_id,
  truth(said.featured) as is_featured,
  has_password(said.info) or stated(said.info_passwd_hash) is not null as is_protected
from told
