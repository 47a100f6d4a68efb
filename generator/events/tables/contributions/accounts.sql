-- table: accounts
-- grain: one row per account that a file of accounts has, or that is named in a task run
with described as (
  select account_id, name, fullname, is_restricted
  from staging.accounts
  anti join folded using (part, line)
), named as (
  select distinct account_id
  from task_runs
  where account_id is not null
)
select account_id, described.name, described.fullname,
  coalesce(described.is_restricted, false) as is_restricted,
  described.account_id is not null as is_described
from named
full join described using (account_id)
