-- stat set: top_release_groups
-- grain:    one row per period, subject and release group
-- uses:     listens/release_group_counts
-- params:   most, at_least
-- columns:  period_id int, subject_id int, user_name text, rank bigint, credit_id int, artist_mbids uuid[],
--           release_group_mbid uuid?, release_group_name text, artist_name text, caa_id bigint?, caa_release_mbid uuid?,
--           artists json?, listen_count bigint, listening_ms bigint?, total bigint
--
-- Most heard first; ties by name, own id, the artist's name and ids, and then the rest, all descending in byte order.
-- total counts every release group, not only those returned. What fewer than $at_least listeners heard is left out, and so is every
-- listener where that is more than one. The site goes beyond the first $most where listeners are asked of more.
with ranked as (
  select counted.period_id, counted.subject_id, counted.track_id, counted.release_group_name_id, counted.artist_name_id,
    counted.listen_count, counted.listening_ms,
    row_number() over (
      partition by counted.period_id, counted.subject_id
      order by counted.listen_count desc, counted.release_group_name_id desc, counted.release_group_mbid desc nulls last,
        counted.artist_name_id desc, tracks.release_group_mbids_id desc, tracks.release_group_credit_id desc,
        tracks.release_group_caa_id desc nulls last, tracks.release_group_caa_release_mbid desc nulls last
    ) as rank,
    count(*) over (partition by counted.period_id, counted.subject_id) as total
  from release_group_counts as counted
  join tracks using (track_id)
  where counted.listener_count >= $at_least
)
select ranked.period_id, ranked.subject_id, subjects.user_name, ranked.rank, credits.credit_id,
  credits.artist_mbids, tracks.release_group_mbid, release_group.name as release_group_name,
  artist.name as artist_name, tracks.release_group_caa_id as caa_id, tracks.release_group_caa_release_mbid as caa_release_mbid,
  credits.artists, ranked.listen_count, ranked.listening_ms, ranked.total
from ranked
join tracks using (track_id)
join credits on credits.credit_id = tracks.release_group_credit_id
join subjects using (subject_id)
join names as release_group on release_group.name_id = ranked.release_group_name_id
join names as artist on artist.name_id = ranked.artist_name_id
join periods on periods.period_id = ranked.period_id
where ranked.rank <= least($most, periods.most) or (ranked.subject_id = 0 and ranked.rank <= periods.listeners)
order by ranked.period_id, ranked.subject_id, ranked.rank
