-- format:    lastfm
-- form:      CSV of artist, track, time and what else there is, by its heading; without one artist, album, track, date
-- table:     listens
-- reads:     headed
-- when:      ^(?!\s*[\[{]|PAR1)
-- fields:    artist_name, track_name, release_name, album_artist_name, user_name, duration_ms
-- positions: artist, album, track, time
-- user:      (?im)^[^\n]*[;,\t|]"?Date#([^";,\t|\r\n]+)
-- columns:   line, reason, listened_at, user_name, artist_name, track_name, release_name, album_artist_name, is_end, duration_ms
--
-- The MBIDs of Last.fm are no mapping: MusicBrainz has merged and moved many of them since. lastfmstats.com's heading
-- names the listener behind Date#.
select line, reason, listened_at, user_name, artist_name, track_name, release_name, album_artist_name, is_end,
  milliseconds(duration_ms) as duration_ms
from input
