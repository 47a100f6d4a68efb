-- stat set: sitewide_recordings
-- grain:    one row per period and recording
-- uses:     listens/recording_counts
-- params:   most, at_least
-- columns:  period_id int, rank bigint, artist_name text, artist_mbids uuid[], recording_mbid uuid, release_name text,
--           release_mbid uuid, caa_id bigint, caa_release_mbid uuid, artists json, track_name text, listen_count bigint,
--           total bigint
--
-- Most heard first; ties by name, own id, the artist's name and ids, the release's, and then the rest, all descending in byte order.
-- total counts every recording, not only those returned. What fewer than $at_least listeners heard is left out.
-- A listener's count of one recording is capped before summing at the period's cap: the API's 500 for its mirror, nothing for pages.
with summed as (
  select recording_counts.period_id, recording_counts.recording_id,
    min(track_id) as track_id, min(track_name_id) as track_name_id, min(artist_name_id) as artist_name_id,
    min(release_name_id) as release_name_id,
    any_value(recording_mbid) as recording_mbid,
    sum(least(listen_count, periods.cap))::bigint as listen_count
  from recording_counts
  join periods using (period_id)
  group by recording_counts.period_id, recording_counts.recording_id
  having count(*) >= $at_least
), ranked as (
  select summed.period_id, summed.track_id, summed.track_name_id, summed.artist_name_id, summed.release_name_id, summed.listen_count,
    row_number() over (
      partition by summed.period_id
      order by summed.listen_count desc, summed.track_name_id desc, summed.recording_mbid desc nulls last,
        summed.artist_name_id desc, tracks.mbids_id desc, summed.release_name_id desc nulls last,
        tracks.release_mbid desc nulls last, tracks.credit_id desc, tracks.caa_id desc nulls last,
        tracks.caa_release_mbid desc nulls last
    ) as rank,
    count(*) over (partition by summed.period_id) as total
  from summed
  join tracks using (track_id)
)
select ranked.period_id, ranked.rank,
  artist.name as artist_name, credits.artist_mbids, tracks.recording_mbid, release.name as release_name,
  tracks.release_mbid, tracks.caa_id, tracks.caa_release_mbid, credits.artists, track.name as track_name,
  ranked.listen_count, ranked.total
from ranked
join tracks using (track_id)
join credits using (credit_id)
join names as track on track.name_id = ranked.track_name_id
join names as artist on artist.name_id = ranked.artist_name_id
left join names as release on release.name_id = ranked.release_name_id
where ranked.rank <= $most
order by ranked.period_id, ranked.rank
