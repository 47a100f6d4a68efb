-- table:  folded
-- grain:  one row per listen that repeats another
-- params: literal
--
-- The same user, second, artist and track, as sent: the mapped copy stays, else one that names a release, else by what they
-- say, else the first of the file whose name comes first: the order of the sources in config.yaml does not matter.
-- Where files know the minute alone, how long it was heard must be the same, too, and lines of one file are plays of their
-- own, unless the play was so long that no second one can end in that minute.
-- Only rows whose hash occurs twice are compared in full, for speed. The rows of a reference are folded when they are read.
with judged as (
  select staging.listens.part, staging.listens.line, user_name, listened_at, artist_text, track_text, is_mapped,
    is_to_minute, if(is_to_minute, duration_ms, null) as minute_ms,
    track_hash, hash(user_name, listened_at, artist_text, track_text) as listen_hash
  from staging.listens
  anti join rejects using (part, line)
  join texts using (track_hash)
), twins as (
  select listen_hash
  from judged
  group by listen_hash
  having count(*) > 1
), placed as (
  select judged.part, judged.line, user_name, listened_at, artist_text, track_text, is_mapped, track.release_name, is_to_minute,
    minute_ms, parts.file,
    if($literal, '', concat_ws(chr(31), coalesce(track.release_name, ''), track.artist_name, track.track_name)) as said,
    if($literal, 0::ubigint, track_hash) as said_hash,
    if(minute_ms < 60000, row_number() over (
      partition by part, user_name, listened_at, artist_text, track_text, minute_ms order by judged.line
    ), 1) as place
  from judged
  semi join twins using (listen_hash)
  join parts using (part)
  join distinct_tracks as track using (track_hash)
), copies as (
  select part, line,
    row_number() over (
      partition by user_name, listened_at, artist_text, track_text, is_to_minute, minute_ms, place
      order by is_mapped desc, coalesce(trim(release_name), '') = '', said, said_hash, file, part, line
    ) as copy
  from placed
)
select part, line
from copies
where copy > 1
