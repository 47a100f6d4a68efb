-- stat set: category_projects
-- grain:    one row per category of a project
-- columns:  category, project_count
select category, count(*) as project_count
from projects
where category is not null
group by category
order by category
