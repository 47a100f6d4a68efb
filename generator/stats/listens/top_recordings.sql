-- stat set: top_recordings
-- grain:    one row per period, subject and recording
-- uses:     listens/recording_counts
-- params:   most, at_least
-- columns:  period_id int, subject_id int, user_name text, rank bigint, artist_name text, artist_mbids uuid[],
--           recording_mbid uuid?, release_name text?, release_mbid uuid?, caa_id bigint?, caa_release_mbid uuid?, artists json?,
--           track_name text, listen_count bigint, listening_ms bigint?, total bigint
--
-- Most heard first; ties by name, own id, the artist's name and ids, the release's, and then the rest, all descending in byte order.
-- total counts every recording, not only those returned. What fewer than $at_least listeners heard is left out, and so is
-- every listener where that is more than one.
with ranked as (
  select counted.period_id, counted.subject_id, counted.track_id, counted.track_name_id, counted.artist_name_id,
    counted.release_name_id, counted.listen_count, counted.listening_ms,
    row_number() over (
      partition by counted.period_id, counted.subject_id
      order by counted.listen_count desc, counted.track_name_id desc, counted.recording_mbid desc nulls last,
        counted.artist_name_id desc, tracks.mbids_id desc, counted.release_name_id desc nulls last,
        tracks.release_mbid desc nulls last, tracks.credit_id desc, tracks.caa_id desc nulls last,
        tracks.caa_release_mbid desc nulls last
    ) as rank,
    count(*) over (partition by counted.period_id, counted.subject_id) as total
  from recording_counts as counted
  join tracks using (track_id)
  where counted.listener_count >= $at_least
)
select ranked.period_id, ranked.subject_id, subjects.user_name, ranked.rank,
  artist.name as artist_name, credits.artist_mbids, tracks.recording_mbid, release.name as release_name,
  tracks.release_mbid, tracks.caa_id, tracks.caa_release_mbid, credits.artists, track.name as track_name,
  ranked.listen_count, ranked.listening_ms, ranked.total
from ranked
join tracks using (track_id)
join credits using (credit_id)
join subjects using (subject_id)
join names as track on track.name_id = ranked.track_name_id
join names as artist on artist.name_id = ranked.artist_name_id
left join names as release on release.name_id = ranked.release_name_id
join periods on periods.period_id = ranked.period_id
where ranked.rank <= least($most, periods.most)
order by ranked.period_id, ranked.subject_id, ranked.rank
