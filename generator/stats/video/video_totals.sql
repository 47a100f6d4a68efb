-- stat set: video_totals
-- grain:    one row
-- uses:     video/media_day_counts
-- columns:  media_count, project_count, load_count, assumed_count, play_count, visitor_count, player_count, watched_ms,
--           measured_count, engaged_ms, possible_ms, watch_count, timed_count
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
