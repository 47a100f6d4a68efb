-- stat set: country_names
-- grain:    one row per country
-- columns:  country text, country_name text
--
-- ISO 3166-1 alpha-3 and the English short name.
select alpha_3 as country, country_name
from countries
order by country
