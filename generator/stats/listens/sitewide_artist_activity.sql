-- stat set: sitewide_artist_activity
-- grain:    one row per period, artist and release group
-- uses:     listens/sitewide_release_groups
-- params:   most
-- columns:  period_id int, rank bigint, artist_mbid uuid, artist_name text, listen_count bigint, album_rank bigint,
--           release_group_mbid uuid, release_group_name text, album_listen_count bigint
--
-- The leaderboard's release groups by the artists of their credits; a group counts for each of them, and one without
-- artist ids for its artist as it is called. The fifteen artists with most listens, then each one's albums; ties by name,
-- then id, descending.
with credited as (
  select sitewide_release_groups.period_id, rank as group_rank, release_group_mbid, release_group_name, listen_count, artist_name,
    unnest(if(len(artist_mbids) > 0, list_distinct(artist_mbids), [null])) as artist_mbid
  from sitewide_release_groups
  join periods using (period_id)
  where periods.kind <> 'month' and rank <= $most
), called as (
  select credited.period_id, credited.group_rank, credited.release_group_mbid, credited.release_group_name, credited.listen_count,
    credited.artist_mbid, coalesce(artist_names.artist_name, credited.artist_name) as artist_name,
    if(credited.artist_mbid is null, names.folded_id, 0) as folded_id
  from credited
  join names on names.name = credited.artist_name
  left join artist_names using (artist_mbid)
), summed as (
  select period_id, artist_mbid, folded_id, min(artist_name) as artist_name, sum(listen_count)::bigint as listen_count
  from called
  group by period_id, artist_mbid, folded_id
), foremost as (
  select period_id, artist_mbid, folded_id, artist_name, listen_count,
    row_number() over (partition by period_id order by listen_count desc, artist_name desc, artist_mbid desc nulls last) as rank
  from summed
  qualify rank <= 15
)
select foremost.period_id, foremost.rank, foremost.artist_mbid, foremost.artist_name, foremost.listen_count,
  row_number() over (
    partition by foremost.period_id, foremost.rank
    order by called.listen_count desc, called.release_group_name desc, called.release_group_mbid desc nulls last, called.group_rank
  ) as album_rank,
  called.release_group_mbid, called.release_group_name, called.listen_count as album_listen_count
from foremost
join called on called.period_id = foremost.period_id and called.folded_id = foremost.folded_id and called.artist_mbid is not distinct from foremost.artist_mbid
order by foremost.period_id, foremost.rank, album_rank
