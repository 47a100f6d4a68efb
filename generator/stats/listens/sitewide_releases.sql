-- stat set: sitewide_releases
-- grain:    one row per period and release
-- uses:     listens/release_counts
-- params:   most, at_least
-- columns:  period_id int, rank bigint, artist_mbids uuid[], release_mbid uuid, release_name text, artist_name text,
--           artists json, caa_id bigint, caa_release_mbid uuid, listen_count bigint, total bigint
--
-- Most heard first; ties by name, own id, the artist's name and ids, and then the rest, all descending in byte order.
-- total counts every release, not only those returned. What fewer than $at_least listeners heard is left out.
-- A listener's count of one release is capped before summing at the period's cap: the API's 500 for its mirror, nothing for pages.
with summed as (
  select release_counts.period_id, release_counts.release_id,
    min(track_id) as track_id, min(release_name_id) as release_name_id, min(artist_name_id) as artist_name_id,
    any_value(release_mbid) as release_mbid,
    sum(least(listen_count, periods.cap))::bigint as listen_count
  from release_counts
  join periods using (period_id)
  group by release_counts.period_id, release_counts.release_id
  having count(*) >= $at_least
), ranked as (
  select summed.period_id, summed.track_id, summed.release_name_id, summed.artist_name_id, summed.listen_count,
    row_number() over (
      partition by summed.period_id
      order by summed.listen_count desc, summed.release_name_id desc, summed.release_mbid desc nulls last,
        summed.artist_name_id desc, tracks.release_mbids_id desc, tracks.release_credit_id desc, tracks.release_caa_id desc nulls last,
        tracks.release_caa_release_mbid desc nulls last
    ) as rank,
    count(*) over (partition by summed.period_id) as total
  from summed
  join tracks using (track_id)
)
select ranked.period_id, ranked.rank,
  credits.artist_mbids, tracks.release_mbid, release.name as release_name, artist.name as artist_name,
  credits.artists, tracks.release_caa_id as caa_id, tracks.release_caa_release_mbid as caa_release_mbid,
  ranked.listen_count, ranked.total
from ranked
join tracks using (track_id)
join credits on credits.credit_id = tracks.release_credit_id
join names as release on release.name_id = ranked.release_name_id
join names as artist on artist.name_id = ranked.artist_name_id
where ranked.rank <= $most
order by ranked.period_id, ranked.rank
