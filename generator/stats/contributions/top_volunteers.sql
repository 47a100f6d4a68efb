-- stat set: top_volunteers
-- grain:    one row per subject, list and rank
-- params:   at_least
-- uses:     contributions/volunteer_counts, contributions/project_totals
-- columns:  subject_id bigint, list text, rank bigint, account_id bigint?, name text?, fullname text?, run_count bigint,
--           project_count bigint, total bigint
--
-- Those with most task runs, ties by account. The lists of the server, which is subject 0: `server` has the hundred first
-- registered volunteers of all projects together, `last_day` the five first of the last 24 hours. Those of a project:
-- `anonymous` and `authenticated` have the five first of each kind. total counts all that a list is of. Accounts that asked not
-- to be shown are left out, and everybody is where entries are to be about several people. An account that no file describes
-- has no name, nor has an anonymous volunteer: nothing but the count is said of them, so how ties are broken does not show.
with shown as (
  select counts.project_id, counts.account_id, counts.visitor, accounts.name, accounts.fullname, counts.run_count,
    counts.last_day_run_count
  from volunteer_counts as counts
  left join accounts on accounts.account_id = counts.account_id
  where $at_least <= 1 and (counts.account_id is not null or counts.visitor is not null) and not coalesce(accounts.is_restricted, false)
), listed as (
  select 'server' as list, 0 as subject_id, account_id, visitor, name, fullname, run_count, 100 as most
  from shown
  where account_id is not null
  union all
  select 'last_day' as list, 0 as subject_id, account_id, visitor, name, fullname, last_day_run_count as run_count, 5 as most
  from shown
  where account_id is not null and last_day_run_count > 0
), summed as (
  select list, subject_id, account_id, max(visitor) as visitor, name, fullname, most,
    cast(sum(run_count) as bigint) as run_count, count(*) as project_count
  from listed
  group by list, subject_id, account_id, name, fullname, most
  union all
  select case when shown.account_id is null then 'anonymous' else 'authenticated' end as list, project_totals.subject_id,
    shown.account_id, shown.visitor, shown.name, shown.fullname, 5 as most, shown.run_count, 1 as project_count
  from shown
  join project_totals on project_totals.project_id = shown.project_id
), ranked as (
  select list, subject_id, account_id, name, fullname, most, run_count, project_count,
    row_number() over (partition by list, subject_id order by run_count desc, account_id nulls last, visitor nulls last) as rank
  from summed
), totals as (
  select list, subject_id, count(*) as total
  from summed
  group by list, subject_id
)
select ranked.subject_id, ranked.list, ranked.rank, ranked.account_id, ranked.name, ranked.fullname, ranked.run_count,
  ranked.project_count, totals.total
from ranked
join totals on totals.list = ranked.list and totals.subject_id = ranked.subject_id
where ranked.rank <= ranked.most
order by ranked.subject_id, ranked.list, ranked.rank
