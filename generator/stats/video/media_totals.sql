-- stat set: media_totals
-- grain:    one row per media
-- uses:     video/media_day_counts
-- params:   at_least
-- columns:  media_id text, media_name text, project_id text, project_name text, media_ms bigint, load_count bigint,
--           assumed_count bigint, play_count bigint, visitor_count bigint, player_count bigint, watched_ms bigint,
--           measured_count bigint, engaged_ms bigint, possible_ms bigint, session_count bigint, watch_count bigint,
--           timed_count bigint, placed_count bigint
--
-- Visitors loaded the media, players played it: each is counted once. assumed_count are the loads that files
-- say nothing of: each is that of a play, measured_count the plays of which it is known what share they watched. Watches are of so many sessions; timed are those of
-- which it is known how much was watched, placed those of which it is known where. Medias that fewer than at_least people met are left out.
with counted as (
  select media_number, sum(load_count)::bigint as load_count, sum(play_count)::bigint as play_count,
    sum(watched_ms)::bigint as watched_ms, sum(measured_count)::bigint as measured_count,
    sum(engaged_ms)::bigint as engaged_ms, sum(possible_ms)::bigint as possible_ms
  from media_day_counts
  group by media_number
), loaded as (
  select media_number, count(distinct visitor) as visitor_count, count(*) filter (where is_assumed) as assumed_count
  from video_loads
  group by media_number
), played as (
  select media_number, count(distinct visitor) as player_count
  from video_plays
  group by media_number
), met as (
  select media_number, visitor from video_loads
  union
  select media_number, visitor from video_plays
), people as (
  select media_number, count(visitor) as people_count
  from met
  group by media_number
), watched as (
  select media_number, count(*) as watch_count, count(watched_ms) as timed_count, count(start_ms) as placed_count,
    count(distinct session) as session_count
  from video_watches
  group by media_number
)
select medias.media_id, coalesce(medias.media_name, medias.media_id) as media_name, medias.project_id,
  coalesce(medias.project_name, medias.project_id) as project_name, medias.media_ms,
  coalesce(counted.load_count, 0) as load_count, coalesce(loaded.assumed_count, 0) as assumed_count,
  coalesce(counted.play_count, 0) as play_count,
  coalesce(loaded.visitor_count, 0) as visitor_count, coalesce(played.player_count, 0) as player_count,
  coalesce(counted.watched_ms, 0) as watched_ms, coalesce(counted.measured_count, 0) as measured_count,
  coalesce(counted.engaged_ms, 0) as engaged_ms, coalesce(counted.possible_ms, 0) as possible_ms, coalesce(watched.session_count, 0) as session_count,
  coalesce(watched.watch_count, 0) as watch_count, coalesce(watched.timed_count, 0) as timed_count,
  coalesce(watched.placed_count, 0) as placed_count
from medias
left join counted using (media_number)
left join loaded using (media_number)
left join played using (media_number)
left join people using (media_number)
left join watched using (media_number)
where $at_least <= 1 or people.people_count >= $at_least
order by medias.media_id
