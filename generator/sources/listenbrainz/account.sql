-- format:  listenbrainz
-- form:    what lies beside the listens in a ListenBrainz export: user.json, feedback.jsonl, pinned_recording.jsonl
-- table:   listens
-- reads:   table
-- file:    (^|/)(user|feedback|pinned_recording)\.jsonl?(\.gz)?$
-- members: (^|/)(?!feedback|pinned_recording)[^/]*\.(jsonl|listens)(\.gz)?$|(^|/)[^/]*_lb-\d{4}-\d\d-\d\d\.json$
-- holds:   no listens
-- columns: line, reason, left_out, listened_at
--
-- What somebody loves or pins is no listen. user.json says whose the listens beside it are.
select line,
  null::varchar as reason,
  'of the account, its feedback or its pins' as left_out,
  null::double as listened_at
from input
