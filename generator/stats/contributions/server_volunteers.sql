-- stat set: server_volunteers
-- grain:    one row per rank
-- params:   at_least
-- uses:     contributions/volunteer_counts
-- columns:  rank bigint, account_id bigint, name text, fullname text, run_count bigint, project_count bigint, total bigint
--
-- The hundred registered volunteers with most task runs of all projects together, ties by id; total counts every one of them. Accounts
-- that asked not to be shown are left out, and everybody is where entries are to be about several people.
with counted as (
  select counts.account_id, accounts.name, accounts.fullname, sum(counts.run_count)::bigint as run_count,
    count(*) as project_count
  from volunteer_counts as counts
  left join accounts on accounts.account_id = counts.account_id
  where counts.account_id is not null and not coalesce(accounts.is_restricted, false)
  group by counts.account_id, accounts.name, accounts.fullname
), ranked as (
  select account_id, name, fullname, run_count, project_count,
    row_number() over (order by run_count desc, account_id) as rank,
    count(*) over () as total
  from counted
)
select rank, account_id, name, fullname, run_count, project_count, total
from ranked
where rank <= 100 and $at_least <= 1
order by rank
