-- format:  pano-scrobbler
-- form:    Pano Scrobbler's file: JSON lines or CSV of timeMs, artist, track, album, durationMs, event
-- table:   listens
-- reads:   table
-- when:    timeMs
-- columns: line, reason, left_out, listened_at, artist_name, track_name, release_name, album_artist_name, duration_ms
--
-- Times are in milliseconds. Events other than scrobble (love, unlove) are no listens.
select line,
  if(record is null, 'not a row of the table: its number of fields differs, or it is not a JSON object', null) as reason,
  if(record->>'event' != 'scrobble', 'not a scrobble: ' || (record->>'event'), null) as left_out,
  seconds(coalesce(record->>'timeMs', record->>'timems'), 'UTC') / 1000 as listened_at,  -- headings come in lower case
  worded(record->>'artist', record, '$.artist') as artist_name,
  worded(record->>'track', record, '$.track') as track_name,
  worded(record->>'album', record, '$.album') as release_name,
  coalesce(worded(record->>'albumArtist', record, '$.albumArtist'), record->>'albumartist') as album_artist_name,
  milliseconds(coalesce(record->>'durationMs', record->>'durationms')) as duration_ms
from input
