-- stat set: top_volunteers_24_hours
-- grain:    one row per rank
-- params:   last_day_since, last_day_until, at_least
-- columns:  rank bigint, account_id bigint, name text, fullname text, run_count bigint
--
-- The five registered volunteers with most task runs after last_day_since and up to last_day_until, ties by id. Accounts
-- that asked not to be shown are left out, and everybody is where entries are to be about several people. An account
-- that no file describes has no name.
with ranked as (
  select runs.account_id, accounts.name, accounts.fullname, count(*) as run_count,
    row_number() over (order by count(*) desc, runs.account_id) as rank
  from task_runs as runs
  left join accounts on accounts.account_id = runs.account_id
  where runs.finished_at > $last_day_since and runs.finished_at <= $last_day_until
    and runs.account_id is not null and not coalesce(accounts.is_restricted, false)
  group by runs.account_id, accounts.name, accounts.fullname
)
select rank, account_id, name, fullname, run_count
from ranked
where rank <= 5 and $at_least <= 1
order by rank
