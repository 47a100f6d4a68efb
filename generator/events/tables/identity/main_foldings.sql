-- table: foldings
-- grain: one row per distinct name that may be the main artist of a credit
with every as (
  select name from main_names
  union
  select artist_name from credited
)
select name, folded_name(name) as folded
from every
anti join foldings using (name)
