-- stat set: project_names
-- grain:    one row per project
-- columns:  short_name text, is_protected boolean
select short_name, is_protected
from projects
order by short_name
