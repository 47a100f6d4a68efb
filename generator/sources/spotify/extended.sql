-- format:  spotify
-- form:    Spotify extended history: Streaming_History_Audio_*.json or endsong_*.json
-- table:   listens
-- reads:   json
-- time:    end
-- when:    "ms_played"|^\s*\[\s*\]
-- members: \.json(\.gz)?$
-- account: "username"\s*:\s*"((?:[^"\\]|\\.)+)"
-- columns: line, reason, left_out, listened_at, artist_name, track_name, release_name, album_artist_name, duration_ms
--
-- ts is when a play ended; ListenBrainz takes it as the listen's time, and so do we. The artist is the album's: Spotify
-- names no other. Plays shorter than min_ms are left out, and those of private sessions unless the source counts them.
with play as (
  select line, record,
    json_transform(record, '{
      "ts": "VARCHAR", "ms_played": "VARCHAR", "master_metadata_track_name": "VARCHAR", "incognito_mode": "VARCHAR",
      "master_metadata_album_artist_name": "VARCHAR", "master_metadata_album_album_name": "VARCHAR",
      "episode_name": "VARCHAR", "spotify_episode_uri": "VARCHAR", "audiobook_title": "VARCHAR", "audiobook_uri": "VARCHAR"
    }') as said
  from input
)
select line,
  case
    when record is null then 'not a JSON object'
    when said.master_metadata_track_name is null then null
    when try_cast(said.ms_played as double) is null then 'no ms_played that can be read'
  end as reason,
  case
    when said.master_metadata_track_name is null and coalesce(said.episode_name, said.spotify_episode_uri) is not null then 'a podcast episode'
    when said.master_metadata_track_name is null and coalesce(said.audiobook_title, said.audiobook_uri) is not null then 'an audiobook'
    when said.master_metadata_track_name is null then 'no track: a video, or a file of the listener''s own'
    when said.incognito_mode = 'true' and not $private_sessions then 'a private session (private_sessions)'
    when try_cast(said.ms_played as double) < $min_ms then 'played for less than ' || $min_ms || ' ms (min_ms)'
  end as left_out,
  seconds(said.ts, 'UTC') as listened_at,
  worded(said.master_metadata_album_artist_name, record, '$.master_metadata_album_artist_name') as artist_name,
  worded(said.master_metadata_track_name, record, '$.master_metadata_track_name') as track_name,
  worded(said.master_metadata_album_album_name, record, '$.master_metadata_album_album_name') as release_name,
  worded(said.master_metadata_album_artist_name, record, '$.master_metadata_album_artist_name') as album_artist_name,
  milliseconds(said.ms_played) as duration_ms
from play
