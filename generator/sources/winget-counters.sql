-- format:  winget-counters
-- form:    counters of winget.run, exported from MongoDB: PackageId, Period, Value
-- table:   requests
-- reads:   table
-- when:    \bPackageId\b|^\s*\[\s*\]
-- columns: line, reason, requested_at, is_day, package_id, value
--
-- Period is the number of a day since 1970, UTC. Of a number MongoDB may say which kind it is: {"$numberInt": "12"}. The
-- names in the heading of a CSV reach us in lower case.
with counter as (
  select line, record,
    json_extract_string(record, ['$.PackageId', '$.packageid', '$.Period', '$.period', '$.Value', '$.value']) as said
  from input
), known as (
  select line, record,
    worded(coalesce(said[1], said[2]), record, '$.PackageId') as package_id,
    exact(numbered(coalesce(said[3], said[4]))) as day,
    exact(numbered(coalesce(said[5], said[6]))) as value
  from counter
)
select line,
  case
    when record is null then 'not a row of the table: its number of fields differs, or it is not a JSON object'
    when coalesce(trim(package_id), '') = '' then 'no PackageId'
    when coalesce(day, -1) not between 0 and 2932896 then 'Period is no number of a day since 1970'
    when coalesce(value, 0) < 1 then 'Value is no whole number above 0'
  end as reason,
  if(day between 0 and 2932896, make_timestamp(day * 86400000000), null) as requested_at,
  true as is_day,
  package_id, value
from known
