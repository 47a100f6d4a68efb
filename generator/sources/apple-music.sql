-- format:  apple-music
-- form:    Apple Music Play Activity.csv of a privacy export: Song Name, Album Name, Event Start Timestamp, Play Duration Milliseconds
-- table:   listens
-- reads:   table
-- when:    (?i)^(?=[^\n]*\bSong Name\b)(?=[^\n]*\bPlay Duration Milliseconds\b)
-- members: (^|/)Apple Music Play Activity[^/]*\.csv(\.gz)?$
-- columns: line, reason, left_out, listened_at, artist_name, track_name, release_name, album_artist_name, duration_ms
--
-- A row is an event of the player; PLAY_END tells of a whole play. The time is when it began: Event Start Timestamp, else its
-- end less how long it was. The artist is the song's in older exports, the album's in newer ones; of a song that was played
-- from a playlist some exports name none. Where both are named, the second says whose album it is. Plays shorter than min_ms are left out. Headings reach us in lower case.
with play as (
  select line, record,
    json_extract_string(record, [
      '$."event type"', '$."song name"', '$."artist name"', '$."container artist name"', '$."album name"', '$."container album name"',
      '$."event start timestamp"', '$."event end timestamp"', '$."play duration milliseconds"', '$."media type"'
    ]) as said
  from input
), known as (
  select line, record, said,
    seconds(said[7], 'UTC') as started_at,
    seconds(said[8], 'UTC') as ended_at,
    try_cast(said[9] as double) as played_ms
  from play
), measured as (
  select line, record, said, started_at, ended_at,
    coalesce(played_ms, (ended_at - started_at) * 1000) as played_ms
  from known
)
select line,
  case
    when record is null then 'not a row of the table: its number of fields differs'
    when coalesce(said[1], 'PLAY_END') != 'PLAY_END' or said[2] is null then null
    when played_ms is null then 'no Play Duration Milliseconds that can be read'
  end as reason,
  case
    when said[1] != 'PLAY_END' then 'an event that is no end of a play'
    when said[10] = 'VIDEO' then 'a video'
    when said[2] is null then 'names no song, as radio does'
    when played_ms < $min_ms then 'played for less than ' || $min_ms || ' ms (min_ms)'
    when coalesce(said[3], said[4]) is null then 'names no artist'
  end as left_out,
  coalesce(started_at, ended_at - played_ms / 1000) as listened_at,
  coalesce(said[3], said[4]) as artist_name,
  said[2] as track_name,
  coalesce(said[5], said[6]) as release_name,
  if(said[3] is null, null, said[4]) as album_artist_name,
  milliseconds(played_ms) as duration_ms
from measured
