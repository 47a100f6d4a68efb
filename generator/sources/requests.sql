-- format:  requests
-- form:    requests: CSV or TSV with a heading, JSON lines, a JSON array or Parquet
-- table:   requests
-- reads:   table
-- when:    (?i)^PAR1|\bpackage_id\b|^\s*\[\s*\]
-- columns: line, reason, requested_at, is_day, package_id, value
--
-- Our own columns, in any order; only the first two must be there:
--   package_id
--   timestamp   seconds since 1970, or an ISO time; one without an offset is in the source's timezone. A date alone is a
--               day, which is the same day by every clock
--   value       how many requests the row stands for, 1 when there is nothing
with request as (
  select line, record,
    json_transform(record, '{"package_id": "VARCHAR", "timestamp": "VARCHAR", "value": "VARCHAR"}') as said
  from input
), known as (
  select line, record,
    trim(worded(said.package_id, record, '$.package_id')) as package_id,
    trim(said.timestamp) as time,
    coalesce(regexp_full_match(trim(said.timestamp), '\d{4}[-/]\d\d?[-/]\d\d?'), false) as is_day,
    if(coalesce(trim(said.value), '') = '', 1, exact(said.value)) as value
  from request
)
select line,
  case
    when record is null then 'not a row of the table: its number of fields differs, or it is not a JSON object'
    when coalesce(package_id, '') = '' then 'no package_id'
    when coalesce(value, 0) < 1 then 'value is no whole number above 0'
  end as reason,
  if(is_day, try_cast(time as timestamp), moment(time, $timezone)) as requested_at,
  is_day, package_id, value
from known
