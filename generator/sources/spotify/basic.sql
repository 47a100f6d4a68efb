-- format:  spotify
-- form:    Spotify account data: StreamingHistory*.json with endTime, artistName, trackName, msPlayed
-- table:   listens
-- reads:   json
-- time:    end
-- when:    \A(?=.*"endTime"\s*:)(?=.*"msPlayed"\s*:)
-- members: \.json(\.gz)?$
-- columns: line, reason, left_out, listened_at, is_to_minute, artist_name, track_name, duration_ms
--
-- endTime, to the minute and in UTC, is when a play ended; ListenBrainz takes Spotify's time as the listen's, and so do we.
-- Nothing in the file says whose it is. Plays shorter than min_ms are left out.
with play as (
  select line, record,
    json_transform(record, '{
      "endTime": "VARCHAR", "artistName": "VARCHAR", "trackName": "VARCHAR", "msPlayed": "VARCHAR",
      "podcastName": "VARCHAR", "episodeName": "VARCHAR", "audiobookName": "VARCHAR"
    }') as said
  from input
)
select line,
  case
    when record is null then 'not a JSON object'
    when coalesce(said.podcastName, said.episodeName, said.audiobookName) is not null then null
    when try_cast(said.msPlayed as double) is null then 'no msPlayed that can be read'
  end as reason,
  case
    when said.podcastName is not null or said.episodeName is not null then 'a podcast episode'
    when said.audiobookName is not null then 'an audiobook'
    when try_cast(said.msPlayed as double) < $min_ms then 'played for less than ' || $min_ms || ' ms (min_ms)'
  end as left_out,
  seconds(said.endTime, 'UTC') as listened_at,
  true as is_to_minute,
  worded(said.artistName, record, '$.artistName') as artist_name,
  worded(said.trackName, record, '$.trackName') as track_name,
  milliseconds(said.msPlayed) as duration_ms
from play
