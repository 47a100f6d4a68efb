-- table: folded
-- grain: one row per listen that repeats another
--
-- The same user, second, artist and track, as sent: the mapped copy stays, else one that names a release, else the first
-- of the file whose name comes first: the order of the sources in config.yaml does not matter.
-- Times to the minute: how long the track was heard must be the same, too, and lines of one file are plays of their own,
-- unless the play was so long that a minute has no room for the end of another. One for which a file knows the second, in
-- that minute and as long, repeats that; where it is not said how long, at the full minute alone.
-- Only rows whose hash occurs twice are compared in full, for speed. The rows of a reference are folded when they are read.
with judged as (
  select heard.listens.part, heard.listens.line, user_name, listened_at, artist_name, track_name, mapped, release_name,
    duration_ms, is_to_minute, if(is_to_minute, duration_ms, null) as minute_ms,
    hash(user_name, listened_at, artist_name, track_name) as listen_hash
  from heard.listens anti join rejects using (part, line)
), twins as (
  select listen_hash
  from judged
  group by listen_hash
  having count(*) > 1
), placed as (
  select judged.part, judged.line, user_name, listened_at, artist_name, track_name, mapped, release_name, is_to_minute, minute_ms,
    parts.file,
    if(is_to_minute and minute_ms < 60000,
      row_number() over (partition by part, user_name, listened_at, artist_name, track_name, is_to_minute, minute_ms order by judged.line),
      1) as place
  from judged
  semi join twins using (listen_hash)
  join parts using (part)
), copies as (
  select part, line,
    row_number() over (
      partition by user_name, listened_at, artist_name, track_name, is_to_minute, minute_ms, place
      order by mapped desc, coalesce(trim(release_name), '') = '', file, part, line
    ) as copy
  from placed
), to_minute as (
  select part, line, user_name, listened_at, artist_name, track_name, duration_ms
  from judged
  where is_to_minute
), exact as (
  select user_name, listened_at, listened_at - listened_at % 60 as minute, artist_name, track_name, duration_ms
  from judged
  where not is_to_minute and exists (select 1 from to_minute)
)
select part, line
from copies
where copy > 1
union
select to_minute.part, to_minute.line
from to_minute
semi join exact
  on exact.user_name is not distinct from to_minute.user_name
    and exact.minute = to_minute.listened_at
    and exact.artist_name = to_minute.artist_name
    and exact.track_name = to_minute.track_name
    and if(exact.duration_ms is null or to_minute.duration_ms is null,
      exact.listened_at = to_minute.listened_at,
      abs(exact.duration_ms - to_minute.duration_ms) < 1000)
