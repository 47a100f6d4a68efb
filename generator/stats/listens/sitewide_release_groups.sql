-- stat set: sitewide_release_groups
-- grain:    one row per period and release group
-- uses:     listens/release_group_counts
-- params:   most, at_least
-- columns:  period_id int, rank bigint, artist_mbids uuid[], release_group_mbid uuid, release_group_name text, artist_name text,
--           caa_id bigint, caa_release_mbid uuid, artists json, listen_count bigint, total bigint
--
-- Most heard first; ties by name, own id, the artist's name and ids, and then the rest, all descending in byte order.
-- total counts every release group, not only those returned. What fewer than $at_least listeners heard is left out.
-- A listener's count of one release group is capped before summing at the period's cap: the API's 500 for its mirror, nothing for pages.
-- Goes beyond the first $most where listeners are asked of more.
with summed as (
  select release_group_counts.period_id, release_group_counts.release_group_id,
    min(track_id) as track_id, min(release_group_name_id) as release_group_name_id,
    min(artist_name_id) as artist_name_id,
    any_value(release_group_mbid) as release_group_mbid,
    sum(least(listen_count, periods.cap))::bigint as listen_count
  from release_group_counts
  join periods using (period_id)
  group by release_group_counts.period_id, release_group_counts.release_group_id
  having count(*) >= $at_least
), ranked as (
  select summed.period_id, summed.track_id, summed.release_group_name_id, summed.artist_name_id, summed.listen_count,
    row_number() over (
      partition by summed.period_id
      order by summed.listen_count desc, summed.release_group_name_id desc, summed.release_group_mbid desc nulls last,
        summed.artist_name_id desc, tracks.release_group_mbids_id desc, tracks.release_group_credit_id desc,
        tracks.release_group_caa_id desc nulls last, tracks.release_group_caa_release_mbid desc nulls last
    ) as rank,
    count(*) over (partition by summed.period_id) as total
  from summed
  join tracks using (track_id)
)
select ranked.period_id, ranked.rank,
  credits.artist_mbids, tracks.release_group_mbid, release_group.name as release_group_name,
  artist.name as artist_name, tracks.release_group_caa_id as caa_id, tracks.release_group_caa_release_mbid as caa_release_mbid, credits.artists,
  ranked.listen_count, ranked.total
from ranked
join tracks using (track_id)
join credits on credits.credit_id = tracks.release_group_credit_id
join names as release_group on release_group.name_id = ranked.release_group_name_id
join names as artist on artist.name_id = ranked.artist_name_id
join periods on periods.period_id = ranked.period_id
where ranked.rank <= greatest($most, periods.listeners)
order by ranked.period_id, ranked.rank
