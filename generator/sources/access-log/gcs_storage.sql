-- format:  access-log
-- form:    storage log of Google Cloud Storage, which tells of no request
-- table:   log_lines
-- reads:   table
-- when:    ^"?bucket"?,"?storage_byte_hours"?
-- members: (^|/)[^/]*_storage_\d{4}_[^/]*$
-- columns: line, reason, left_out
select line,
  if(record is null, 'not a row of the table: its number of fields differs', null) as reason,
  'how much is stored, which is no request' as left_out
from input
