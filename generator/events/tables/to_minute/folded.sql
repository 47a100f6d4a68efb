-- table: folded
-- grain: one row per listen to the minute that repeats one of which the second is known
--
-- The same user, minute, artist and track, and heard as long, to the second; where a file does not say how long, only the
-- minute's first second is the same time. Which of such lines repeat each other is told before.
with judged as (
  select part, line, user_name, listened_at, artist_text, track_text, duration_ms, is_to_minute
  from staging.listens
  anti join rejects using (part, line)
  join texts using (track_hash)
), exact as (
  select user_name, listened_at, listened_at - listened_at % 60 as minute, artist_text, track_text, duration_ms
  from judged
  where not is_to_minute
)
select judged.part, judged.line
from judged
anti join folded using (part, line)
semi join exact
  on exact.user_name = judged.user_name and exact.minute = judged.listened_at
    and exact.artist_text = judged.artist_text and exact.track_text = judged.track_text
    and if(exact.duration_ms is null or judged.duration_ms is null,
      exact.listened_at = judged.listened_at, abs(exact.duration_ms - judged.duration_ms) < 1000)
where judged.is_to_minute
