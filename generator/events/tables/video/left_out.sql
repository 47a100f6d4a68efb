-- table: left_out
-- grain: one row per file and rule
--
-- A statement that was made by mistake is voided by another one, whose object it is; neither of them counts.
with voided as (
  select distinct event_key
  from staging.videos
  where kind = 'voided'
), told as (
  select part,
    if(kind = 'voided', 'a statement that voids another', 'a statement that another one voids') as reason
  from staging.videos
  semi join voided using (event_key)
)
select part, reason, count(*) as lines
from told
group by part, reason
order by part, reason
