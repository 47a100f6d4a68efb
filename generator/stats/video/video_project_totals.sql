-- stat set: video_project_totals
-- grain:    one row per project
-- uses:     video/media_day_counts
-- params:   at_least
-- columns:  project_id text, project_name text, media_count bigint, load_count bigint, assumed_count bigint, play_count bigint,
--           visitor_count bigint, player_count bigint, watched_ms bigint, measured_count bigint, engaged_ms bigint,
--           possible_ms bigint, watch_count bigint, timed_count bigint
--
-- All medias of a project, whoever met them. assumed_count are the loads that files say nothing of: each is that of a play, measured_count the plays of which it is known what share they watched. Projects that fewer than at_least people met are left out.
with described as (
  select project_id, coalesce(min(project_name), project_id) as project_name, count(*) as media_count
  from medias
  where project_id is not null
  group by project_id
), counted as (
  select medias.project_id, sum(media_day_counts.load_count)::bigint as load_count,
    sum(media_day_counts.play_count)::bigint as play_count, sum(media_day_counts.watched_ms)::bigint as watched_ms,
    sum(media_day_counts.measured_count)::bigint as measured_count,
    sum(media_day_counts.engaged_ms)::bigint as engaged_ms, sum(media_day_counts.possible_ms)::bigint as possible_ms
  from media_day_counts
  join medias using (media_number)
  group by medias.project_id
), assumed as (
  select medias.project_id, count(*) as assumed_count
  from video_loads
  join medias using (media_number)
  where video_loads.is_assumed
  group by medias.project_id
), met as (
  select medias.project_id, video_loads.visitor, 1 as is_load, 0 as is_play
  from video_loads
  join medias using (media_number)
  union
  select medias.project_id, video_plays.visitor, 0 as is_load, 1 as is_play
  from video_plays
  join medias using (media_number)
), people as (
  select project_id, count(distinct visitor) as people_count, count(visitor) filter (is_load = 1) as visitor_count,
    count(visitor) filter (is_play = 1) as player_count
  from met
  group by project_id
), watched as (
  select medias.project_id, count(*) as watch_count, count(video_watches.watched_ms) as timed_count
  from video_watches
  join medias using (media_number)
  group by medias.project_id
)
select described.project_id, described.project_name, described.media_count,
  coalesce(counted.load_count, 0) as load_count, coalesce(assumed.assumed_count, 0) as assumed_count,
  coalesce(counted.play_count, 0) as play_count,
  coalesce(people.visitor_count, 0) as visitor_count, coalesce(people.player_count, 0) as player_count,
  coalesce(counted.watched_ms, 0) as watched_ms, coalesce(counted.measured_count, 0) as measured_count,
  coalesce(counted.engaged_ms, 0) as engaged_ms, coalesce(counted.possible_ms, 0) as possible_ms, coalesce(watched.watch_count, 0) as watch_count,
  coalesce(watched.timed_count, 0) as timed_count
from described
left join counted using (project_id)
left join assumed using (project_id)
left join people using (project_id)
left join watched using (project_id)
where $at_least <= 1 or people.people_count >= $at_least
order by described.project_id
