-- format:  lastfm
-- form:    ghan.nl CSV: uts, utc_time, artist, artist_mbid, album, album_mbid, track, track_mbid
-- table:   listens
-- reads:   table
-- when:    ^"?uts"?,
-- columns: line, reason, listened_at, artist_name, track_name, release_name
--
-- The MBIDs of Last.fm are no mapping.
select line,
  if(record is null, 'not a row of the table: its number of fields differs', null) as reason,
  seconds(record->>'uts', 'UTC') as listened_at,
  record->>'artist' as artist_name,
  record->>'track' as track_name,
  record->>'album' as release_name
from input
