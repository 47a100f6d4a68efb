-- stat set: video_totals
-- grain:    one row per subject
-- uses:     video/video_subjects, video/video_day_counts
-- params:   at_least
-- columns:  kind text, subject_id text, name text, project_id text?, project_name text?, media_ms bigint?, media_count bigint,
--           project_count bigint, load_count bigint, assumed_count bigint, play_count bigint, visitor_count bigint,
--           player_count bigint, watched_ms bigint, measured_count bigint, engaged_ms bigint, possible_ms bigint,
--           session_count bigint, watch_count bigint, timed_count bigint, placed_count bigint
--
-- The account, each project and each media. Visitors loaded a media, players played it: each is counted once a subject.
-- assumed_count are the loads that files say nothing of: each is that of a play; measured_count the plays of which it is known
-- what share they watched. Watches of a media are of session_count sessions; timed are those of which it is known how much was
-- watched, placed those of which it is known where. Medias and projects that fewer than at_least people met are left out.
with described as (
  select 'account' as kind, '' as subject_id, '' as name, cast(null as string) as project_id,
    cast(null as string) as project_name, cast(null as bigint) as media_ms, count(*) as media_count,
    count(distinct project_id) as project_count
  from medias
  union all
  select 'media' as kind, media_id as subject_id, coalesce(media_name, media_id) as name, project_id,
    coalesce(project_name, project_id) as project_name, media_ms, 1 as media_count,
    case when project_id is null then 0 else 1 end as project_count
  from medias
  union all
  select 'project' as kind, project_id as subject_id, coalesce(min(project_name), project_id) as name, project_id,
    coalesce(min(project_name), project_id) as project_name, cast(null as bigint) as media_ms, count(*) as media_count,
    1 as project_count
  from medias
  where project_id is not null
  group by project_id
), counted as (
  select kind, subject_id, cast(sum(load_count) as bigint) as load_count, cast(sum(play_count) as bigint) as play_count,
    cast(sum(watched_ms) as bigint) as watched_ms, cast(sum(measured_count) as bigint) as measured_count,
    cast(sum(engaged_ms) as bigint) as engaged_ms, cast(sum(possible_ms) as bigint) as possible_ms
  from video_day_counts
  group by kind, subject_id
), met as (
  select media_number, visitor, 1 as loads, 0 as plays, case when is_assumed then 1 else 0 end as assumed
  from video_loads
  union all
  select media_number, visitor, 0 as loads, 1 as plays, 0 as assumed
  from video_plays
), visits as (
  select subjects.kind, subjects.subject_id, met.visitor, max(met.loads) as loads, max(met.plays) as plays,
    sum(met.assumed) as assumed_count
  from video_subjects as subjects
  join met using (media_number)
  group by subjects.kind, subjects.subject_id, met.visitor
), people as (
  select kind, subject_id, count(visitor) as people_count, count(case when loads = 1 then visitor end) as visitor_count,
    count(case when plays = 1 then visitor end) as player_count, cast(sum(assumed_count) as bigint) as assumed_count
  from visits
  group by kind, subject_id
), watched as (
  select subjects.kind, subjects.subject_id, count(*) as watch_count, count(video_watches.watched_ms) as timed_count,
    count(video_watches.start_ms) as placed_count,
    count(distinct case when subjects.kind = 'media' then video_watches.session end) as session_count
  from video_subjects as subjects
  join video_watches using (media_number)
  group by subjects.kind, subjects.subject_id
)
select described.kind, described.subject_id, described.name, described.project_id, described.project_name, described.media_ms,
  described.media_count, described.project_count,
  coalesce(counted.load_count, 0) as load_count, coalesce(people.assumed_count, 0) as assumed_count,
  coalesce(counted.play_count, 0) as play_count,
  coalesce(people.visitor_count, 0) as visitor_count, coalesce(people.player_count, 0) as player_count,
  coalesce(counted.watched_ms, 0) as watched_ms, coalesce(counted.measured_count, 0) as measured_count,
  coalesce(counted.engaged_ms, 0) as engaged_ms, coalesce(counted.possible_ms, 0) as possible_ms,
  coalesce(watched.session_count, 0) as session_count, coalesce(watched.watch_count, 0) as watch_count,
  coalesce(watched.timed_count, 0) as timed_count, coalesce(watched.placed_count, 0) as placed_count
from described
left join counted using (kind, subject_id)
left join people using (kind, subject_id)
left join watched using (kind, subject_id)
where $at_least <= 1 or described.kind = 'account' or people.people_count >= $at_least
order by described.kind, described.subject_id
