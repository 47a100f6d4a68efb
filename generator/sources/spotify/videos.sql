-- format:  spotify
-- form:    Spotify extended history of videos: Streaming_History_Video_*.json
-- table:   listens
-- reads:   json
-- file:    (^|/)Streaming_History_Video[^/]*\.json(\.gz)?$
-- members: \.json(\.gz)?$
-- holds:   no listens
-- columns: line, reason, left_out, listened_at
select line,
  if(record is null, 'not a JSON object', null) as reason,
  'a video' as left_out,
  null::double as listened_at
from input
