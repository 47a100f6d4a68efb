-- stat set: protected_projects
-- grain:    one row per project that a password protects
-- columns:  short_name
select short_name
from projects
where is_protected
order by short_name
