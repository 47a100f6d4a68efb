-- stat set: project_volunteers
-- grain:    one row per project, kind of volunteers and rank
-- params:   at_least
-- uses:     contributions/volunteer_counts, contributions/project_totals
-- columns:  project_id bigint, kind text, rank bigint, account_id bigint, name text, fullname text, run_count bigint
--
-- The five of each kind, anonymous and authenticated, with most task runs. Accounts that asked not to be shown are left
-- out, and everybody is where entries are to be about several people. An account that no file describes has no name, nor
-- has an anonymous volunteer: nothing but the count is said of them, so how ties are broken does not show.
with kinds as (
  select counts.project_id, case when counts.account_id is null then 'anonymous' else 'authenticated' end as kind,
    counts.account_id, counts.visitor, accounts.name, accounts.fullname, counts.run_count
  from volunteer_counts as counts
  left join accounts on accounts.account_id = counts.account_id
  where (counts.account_id is not null or counts.visitor is not null) and not coalesce(accounts.is_restricted, false)
), ranked as (
  select project_id, kind, account_id, name, fullname, run_count,
    row_number() over (partition by project_id, kind order by run_count desc, account_id, visitor) as rank
  from kinds
)
select ranked.project_id, ranked.kind, ranked.rank, ranked.account_id, ranked.name, ranked.fullname, ranked.run_count
from ranked
semi join project_totals on project_totals.project_id = ranked.project_id
where ranked.rank <= 5 and $at_least <= 1
order by ranked.project_id, ranked.kind, ranked.rank
