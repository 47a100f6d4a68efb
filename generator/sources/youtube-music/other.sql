-- format:  youtube-music
-- form:    another file of Google Takeout, such as playlists or subscriptions
-- table:   listens
-- reads:   json
-- when:    ^\s*[\[{]
-- members: (^|/)YouTube[^/]*/.*\.json(\.gz)?$|(^|/)[^/]*(history|verlauf|histor)[^/]*\.json(\.gz)?$
-- beside:  \.(pdf|html?|csv)$
-- holds:   no listens
-- columns: line, reason, left_out, listened_at
select line,
  null::varchar as reason,
  'of another file of Takeout than a history' as left_out,
  null::double as listened_at
from input
