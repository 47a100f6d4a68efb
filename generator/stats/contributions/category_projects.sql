-- stat set: category_projects
-- grain:    one row per category of a project
-- columns:  category text, project_count bigint
--
-- Every category that any project has, with its published projects that no password protects.
select category, count(case when is_published and not is_protected then 1 end) as project_count
from projects
where category is not null
group by category
order by category
