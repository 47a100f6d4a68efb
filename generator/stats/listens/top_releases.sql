-- stat set: top_releases
-- grain:    one row per period, subject and release
-- uses:     listens/release_counts
-- params:   most, at_least
-- columns:  period_id int, subject_id int, user_name text, rank bigint, artist_mbids uuid[], release_mbid uuid?,
--           release_name text, artist_name text, artists json?, caa_id bigint?, caa_release_mbid uuid?, listen_count bigint,
--           total bigint
--
-- Most heard first; ties by name, own id, the artist's name and ids, and then the rest, all descending in byte order.
-- total counts every release, not only those returned. What fewer than $at_least listeners heard is left out, and so is
-- every listener where that is more than one.
with ranked as (
  select counted.period_id, counted.subject_id, counted.track_id, counted.release_name_id, counted.artist_name_id, counted.listen_count,
    row_number() over (
      partition by counted.period_id, counted.subject_id
      order by counted.listen_count desc, counted.release_name_id desc, counted.release_mbid desc nulls last,
        counted.artist_name_id desc, tracks.release_mbids_id desc, tracks.release_credit_id desc, tracks.release_caa_id desc nulls last,
        tracks.release_caa_release_mbid desc nulls last
    ) as rank,
    count(*) over (partition by counted.period_id, counted.subject_id) as total
  from release_counts as counted
  join tracks using (track_id)
  where counted.listener_count >= $at_least
)
select ranked.period_id, ranked.subject_id, subjects.user_name, ranked.rank,
  credits.artist_mbids, tracks.release_mbid, release.name as release_name, artist.name as artist_name,
  credits.artists, tracks.release_caa_id as caa_id, tracks.release_caa_release_mbid as caa_release_mbid,
  ranked.listen_count, ranked.total
from ranked
join tracks using (track_id)
join credits on credits.credit_id = tracks.release_credit_id
join subjects using (subject_id)
join names as release on release.name_id = ranked.release_name_id
join names as artist on artist.name_id = ranked.artist_name_id
where ranked.rank <= $most
order by ranked.period_id, ranked.subject_id, ranked.rank
