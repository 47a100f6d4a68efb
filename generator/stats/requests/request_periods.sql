-- stat set: request_periods
-- grain:    one row per month or ISO week with a request
-- uses:     requests/package_day_counts
-- columns:  period text, first_day date, view_count bigint, package_count bigint
--
-- Everybody's requests of all packages. A period is called like 2021-05 or 2021-W18; first_day is its own, with requests or
-- without.
with months as (
  select strftime(day, '%Y-%m') as period, date_trunc('month', day)::date as first_day,
    sum(view_count)::bigint as view_count, count(distinct package_number) as package_count
  from package_day_counts
  group by strftime(day, '%Y-%m'), date_trunc('month', day)
), weeks as (
  select strftime(day, '%G-W%V') as period, date_trunc('week', day)::date as first_day,
    sum(view_count)::bigint as view_count, count(distinct package_number) as package_count
  from package_day_counts
  group by strftime(day, '%G-W%V'), date_trunc('week', day)
)
select period, first_day, view_count, package_count from months
union all
select period, first_day, view_count, package_count from weeks
order by period
