-- stat set: video_totals
-- grain:    one row
-- uses:     video/media_day_counts
-- columns:  media_count bigint, project_count bigint, load_count bigint, assumed_count bigint, play_count bigint,
--           visitor_count bigint, player_count bigint, watched_ms bigint, measured_count bigint, engaged_ms bigint,
--           possible_ms bigint, watch_count bigint, timed_count bigint
--
-- assumed_count are the loads that files say nothing of: each is that of a play. measured_count are the plays of which it is
-- known what share they watched.
select
  (select count(*) from medias) as media_count,
  (select count(distinct project_id) from medias) as project_count,
  (select coalesce(sum(load_count), 0)::bigint from media_day_counts) as load_count,
  (select count(*) from video_loads where is_assumed) as assumed_count,
  (select coalesce(sum(play_count), 0)::bigint from media_day_counts) as play_count,
  (select count(distinct visitor) from video_loads) as visitor_count,
  (select count(distinct visitor) from video_plays) as player_count,
  (select coalesce(sum(watched_ms), 0)::bigint from media_day_counts) as watched_ms,
  (select coalesce(sum(measured_count), 0)::bigint from media_day_counts) as measured_count,
  (select coalesce(sum(engaged_ms), 0)::bigint from media_day_counts) as engaged_ms,
  (select coalesce(sum(possible_ms), 0)::bigint from media_day_counts) as possible_ms,
  (select count(*) from video_watches) as watch_count,
  (select count(watched_ms) from video_watches) as timed_count
