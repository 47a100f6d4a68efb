-- stat set: artist_activity
-- grain:    one row per period, subject, artist and release group
-- uses:     listens/top_release_groups
-- params:   most
-- columns:  period_id int, subject_id int, user_name text, rank bigint, artist_mbid uuid?, artist_name text, listen_count bigint,
--           album_rank bigint, release_group_mbid uuid?, release_group_name text, album_listen_count bigint
--
-- The leaderboard's release groups by the artists of their credits; a group counts for each of them, and one without
-- artist ids for its artist as it is called. The fifteen artists with most listens, then each one's albums; ties by name,
-- then id, descending.
with called as (
  select top.period_id, top.subject_id, top.user_name, top.rank as group_rank, top.release_group_mbid, top.release_group_name,
    top.listen_count, credit_artists.artist_mbid,
    coalesce(artist_names.artist_name, top.artist_name) as artist_name,
    if(credit_artists.artist_mbid is null, names.folded_id, 0) as folded_id
  from top_release_groups as top
  join periods using (period_id)
  join names on names.name = top.artist_name
  left join credit_artists using (credit_id)
  left join artist_names on artist_names.artist_mbid = credit_artists.artist_mbid
  where periods.kind in ('range', 'year') and top.rank <= $most
), summed as (
  select period_id, subject_id, artist_mbid, folded_id, min(artist_name) as artist_name, sum(listen_count)::bigint as listen_count
  from called
  group by period_id, subject_id, artist_mbid, folded_id
), foremost as (
  select period_id, subject_id, artist_mbid, folded_id, artist_name, listen_count,
    row_number() over (
      partition by period_id, subject_id order by listen_count desc, artist_name desc, artist_mbid desc nulls last
    ) as rank
  from summed
  qualify rank <= 15
)
select foremost.period_id, foremost.subject_id, called.user_name, foremost.rank, foremost.artist_mbid, foremost.artist_name,
  foremost.listen_count,
  row_number() over (
    partition by foremost.period_id, foremost.subject_id, foremost.rank
    order by called.listen_count desc, called.release_group_name desc, called.release_group_mbid desc nulls last, called.group_rank
  ) as album_rank,
  called.release_group_mbid, called.release_group_name, called.listen_count as album_listen_count
from foremost
join called on called.period_id = foremost.period_id and called.subject_id = foremost.subject_id
  and called.folded_id = foremost.folded_id and called.artist_mbid is not distinct from foremost.artist_mbid
order by foremost.period_id, foremost.subject_id, foremost.rank, album_rank
