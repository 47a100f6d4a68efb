-- format:  scrobbler-log
-- form:    .scrobbler.log of portable players: artist, album, track, position, seconds, L or S, time, mbid
-- table:   listens
-- reads:   lines
-- when:    \t|^#
-- members: \.log(\.gz)?$|(^|/)\.?scrobbler[^/]*$
-- columns: line, reason, left_out, listened_at, artist_name, track_name, release_name, duration_ms
--
-- Tab-separated, 7 or 8 fields. A line that begins with # is a heading or the player's comment, and no line, unless it is a
-- whole one of an artist called so. Under #TZ/UTC times are UTC; under #TZ/UNKNOWN, or no #TZ at all, they are what the
-- player's clock showed, in the source's timezone. The time is when a play began, or with later Rockbox when it ended.
-- S is a track that was skipped; Rockbox calls the artist <UNTAGGED> where a file has no tags.
with told as (
  select line, text, string_split(text, chr(9)) as fields,
    last_value(if(starts_with(text, '#TZ/'), trim(text), null) ignore nulls) over (order by line) as zone
  from input
), play as (
  select line, fields, upper(trim(fields[6])) as rating, try_cast(fields[7] as bigint) as time, zone
  from told
  where not starts_with(ltrim(text), '#') or coalesce(upper(trim(fields[6])) in ('L', 'S') and len(fields) > 6, false)
)
select line,
  case
    when len(fields) < 7 then 'fewer than 7 fields between tabs'
    when rating not in ('L', 'S') then 'the rating is neither L nor S'
  end as reason,
  case
    when rating = 'S' then 'skipped (rating S)'
    when fields[1] = '<UNTAGGED>' then 'of a file without tags'
  end as left_out,
  if(zone = '#TZ/UTC' or time not between 1 and 253402300799, time, epoch(try(make_timestamp(time * 1000000)) at time zone $timezone)) as listened_at,
  fields[1] as artist_name,
  fields[3] as track_name,
  fields[2] as release_name,
  milliseconds_of(fields[5]) as duration_ms
from play
