-- format:  access-log
-- form:    usage log of Google Cloud Storage: CSV with time_micros, c_ip, cs_method, cs_uri, sc_status and more
-- table:   log_lines
-- reads:   table
-- when:    ^[^\n]*\btime_micros\b[^\n]*\bcs_uri\b
-- members: (^|/)[^/]*_usage_\d{4}_[^/]*$|(^|/)(?![^/]*error)[^/]*(access|usage)[^/]*\.csv(\.gz)?$
-- columns: line, reason, method, target, status, time, address, agent, referrer, host
select line,
  case
    when record is null then 'not a row of the table: its number of fields differs'
    when json_extract_string(record, '$.time_micros') is null then 'no time_micros'
    when json_extract_string(record, '$.cs_uri') is null then 'names no address that was asked for'
  end as reason,
  json_extract_string(record, '$.cs_method') as method,
  json_extract_string(record, '$.cs_uri') as target,
  coalesce(try_cast(json_extract_string(record, '$.sc_status') as integer), 0) as status,
  json_extract_string(record, '$.time_micros') as time,
  json_extract_string(record, '$.c_ip') as address,
  json_extract_string(record, '$.cs_user_agent') as agent,
  json_extract_string(record, '$.cs_referer') as referrer,
  json_extract_string(record, '$.cs_host') as host
from input
