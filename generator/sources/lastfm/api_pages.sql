-- format:  lastfm
-- form:    Last.fm API pages as JSON (user.getRecentTracks), one or more, as ghan.nl exports them
-- table:   listens
-- reads:   json
-- at:      $.recenttracks.track, $.track, $
-- when:    ^\s*[\[{](?!\s*"(username|scrobbles)")
-- user:    "@attr"\s*:\s*\{[^{}]*"user"\s*:\s*"((?:[^"\\]|\\.)*)"
-- columns: line, reason, listened_at, artist_name, track_name, release_name
--
-- The MBIDs of Last.fm are no mapping: MusicBrainz has merged and moved many of them since.
with play as (
  select line, record,
    json_transform(record, '{
      "date": {"uts": "VARCHAR"}, "name": "VARCHAR",
      "artist": {"#text": "VARCHAR", "name": "VARCHAR"}, "album": {"#text": "VARCHAR"}, "@attr": {"nowplaying": "VARCHAR"}
    }') as said
  from input
)
select line,
  case
    when record is null then 'not a JSON object'
    when said."@attr".nowplaying = 'true' and said.date.uts is null then 'playing when the export was made, not yet played'
  end as reason,
  seconds(said.date.uts, 'UTC') as listened_at,
  worded(coalesce(said.artist."#text", said.artist.name), record, if(said.artist."#text" is null, '$.artist.name', '$.artist."#text"')) as artist_name,
  worded(said.name, record, '$.name') as track_name,
  worded(said.album."#text", record, '$.album."#text"') as release_name
from play
