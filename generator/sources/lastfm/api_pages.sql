-- format:  lastfm
-- form:    Last.fm scrobbles as JSON: API pages (user.getRecentTracks), one or more, or the plain list of a backup
-- table:   listens
-- reads:   json
-- at:      $.recenttracks.track, $.track, $
-- when:    ^\s*[\[{](?!\s*"(username|scrobbles)")
-- user:    "@attr"\s*:\s*\{[^{}]*"user"\s*:\s*"((?:[^"\\]|\\.)*)"
-- columns: line, reason, left_out, listened_at, artist_name, track_name, release_name
--
-- The time is when a play began. In pages artist, album and date are objects; in lists they may be texts, the date as
-- epoch seconds. The MBIDs of Last.fm are no mapping: MusicBrainz has merged and moved many of them since.
with play as (
  select line, record,
    json_transform(record, '{
      "date": {"uts": "VARCHAR", "#text": "VARCHAR"}, "name": "VARCHAR",
      "artist": {"#text": "VARCHAR", "name": "VARCHAR"}, "album": {"#text": "VARCHAR"}, "@attr": {"nowplaying": "VARCHAR"}
    }') as said,
    json_transform(record, '{"date": "VARCHAR", "artist": "VARCHAR", "album": "VARCHAR", "track": "VARCHAR"}') as listed
  from input
), told as (
  select line, record, said, listed,
    coalesce(said.date.uts, worded(listed.date, record, '$.date'), said.date."#text") as date
  from play
)
select line,
  if(record is null, 'not a JSON object', null) as reason,
  if(said."@attr".nowplaying = 'true' and date is null, 'playing when the export was made, not yet played', null) as left_out,
  coalesce(
    seconds(date, 'UTC'),
    epoch(try_strptime(trim(replace(date, ',', '')), ['%d %b %Y %H:%M', '%d %b %Y %H:%M:%S']))
  ) as listened_at,
  coalesce(
    worded(coalesce(said.artist."#text", said.artist.name), record, if(said.artist."#text" is null, '$.artist.name', '$.artist."#text"')),
    worded(listed.artist, record, '$.artist')
  ) as artist_name,
  coalesce(worded(said.name, record, '$.name'), worded(listed.track, record, '$.track')) as track_name,
  coalesce(worded(said.album."#text", record, '$.album."#text"'), worded(listed.album, record, '$.album')) as release_name
from told
