-- format:  spotify
-- form:    another file of a Spotify export, such as Userdata.json or Playlist1.json
-- table:   listens
-- reads:   json
-- when:    ^\s*[\[{]
-- members: \.json(\.gz)?$
-- beside:  \.(pdf|html?|png|jpe?g)$
-- account: \A\s*\{\s*"username"\s*:\s*"((?:[^"\\]|\\.)+)"
-- holds:   no listens
-- columns: line, reason, left_out, listened_at
--
-- Userdata.json says whose export it is. Playlists, searches and the library lie beside the histories, under names that
-- change from year to year.
select line,
  null::varchar as reason,
  'in a file of the Spotify export that is no history' as left_out,
  null::double as listened_at
from input
