-- table: folded
-- grain: one row per listen that repeats another
--
-- The same user, second, artist and track, as sent: the mapped copy stays, else one that names a release, else the first
-- of the file whose name comes first: the order of the sources in config.yaml does not matter.
-- Only rows whose hash occurs twice are compared in full, for speed. The rows of a reference are folded when they are read.
with judged as (
  select heard.listens.part, heard.listens.line, user_name, listened_at, artist_name, track_name, mapped, release_name,
    hash(user_name, listened_at, artist_name, track_name) as listen_hash
  from heard.listens anti join rejects using (part, line)
), twins as (
  select listen_hash
  from judged
  group by listen_hash
  having count(*) > 1
), copies as (
  select judged.part, judged.line,
    row_number() over (
      partition by user_name, listened_at, artist_name, track_name
      order by mapped desc, coalesce(trim(release_name), '') = '', parts.file, judged.part, judged.line
    ) as copy
  from judged
  semi join twins using (listen_hash)
  join parts using (part)
)
select part, line
from copies
where copy > 1
