-- format:  lastfm
-- form:    CSV of artist, album, track, date without a heading, such as lastfm-to-csv writes
-- table:   listens
-- reads:   fields
-- heading: (?i)^"?artist"?,
-- when:    (?m)^[^\n]*,[^\n]*,[^\n]*,"?\s*(\d{1,2} \w{3} \d{4},? \d\d:\d\d|\d{4}-\d\d-\d\d[ T]\d\d:\d\d|\d{9,10}"?\s*$)
-- columns: line, reason, listened_at, artist_name, track_name, release_name
--
-- Fields may be quoted or not, dates are `01 May 2024 13:05`, with or without a comma, ISO times or epoch seconds, in UTC.
-- A comma in a field that is not quoted cannot be told from one between fields: such a row is a reject.
with play as (
  select line, fields,
    -- An unquoted date may hold a comma of its own.
    if(len(fields) = 5 and regexp_matches(fields[4], '^\s*\d{1,2} \w{3} \d{4}$'), fields[4] || fields[5], fields[4]) as date,
    len(fields) = 4 or (len(fields) = 5 and regexp_matches(fields[4], '^\s*\d{1,2} \w{3} \d{4}$')) as is_whole
  from input
)
select line,
  if(is_whole, null, 'not artist, album, track, date: ' || len(fields) || ' fields, 4 expected; is a comma in a name not quoted?') as reason,
  coalesce(
    epoch(try_strptime(trim(replace(date, ',', '')), ['%d %b %Y %H:%M', '%d %b %Y %H:%M:%S'])),
    seconds(trim(date), 'UTC')
  ) as listened_at,
  fields[1] as artist_name,
  fields[3] as track_name,
  fields[2] as release_name
from play
