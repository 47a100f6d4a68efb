-- format:    lastfm
-- form:      lastfmstats.com CSV: Artist;Album;AlbumId;Track;Date#user
-- table:     listens
-- reads:     fields
-- delimiter: semicolon
-- heading:   ^"?Artist"?;
-- when:      ^"?Artist"?;
-- user:      ^[^\n#]*;"?Date#([^"\r\n]+)
-- columns:   line, reason, listened_at, artist_name, track_name, release_name
--
-- Dates are in milliseconds. Older files have no AlbumId: the track and the date are the last two fields.
select line,
  if(len(fields) not in (4, 5), 'not a row of the table: its number of fields differs', null) as reason,
  seconds(fields[-1], 'UTC') / 1000 as listened_at,
  fields[1] as artist_name,
  fields[-2] as track_name,
  fields[2] as release_name
from input
