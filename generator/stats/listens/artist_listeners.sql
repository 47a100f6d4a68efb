-- stat set: artist_listeners
-- grain:    one row per period, artist and listener
-- uses:     listens/artist_counts, listens/top_artists
-- params:   at_least
-- columns:  period_id int, artist_mbid uuid, artist_name text, rank bigint, user_name text, listen_count bigint,
--           total_listen_count bigint, total_user_count bigint
--
-- The top 25 listeners, ties by name descending, of the site's first artists with an id. The totals count every listener.
-- Each row is about one listener, so there is none where $at_least is more.
with asked as (
  select top_artists.period_id, artist_mbid
  from top_artists
  join periods using (period_id)
  where subject_id = 0 and rank <= periods.listeners and artist_mbid is not null
), ranked as (
  select period_id, artist_mbid, subject_id, artist_name_id, listen_count,
    row_number() over (partition by period_id, artist_mbid order by listen_count desc, subject_id desc) as rank,
    sum(listen_count) over (partition by period_id, artist_mbid)::bigint as total_listen_count,
    count(*) over (partition by period_id, artist_mbid) as total_user_count
  from artist_counts
  semi join asked using (period_id, artist_mbid)
  where subject_id > 0
)
select ranked.period_id, ranked.artist_mbid, names.name as artist_name, ranked.rank, subjects.user_name, ranked.listen_count,
  ranked.total_listen_count, ranked.total_user_count
from ranked
join subjects using (subject_id)
join names on names.name_id = ranked.artist_name_id
where ranked.rank <= 25 and $at_least = 1
order by ranked.period_id, ranked.artist_mbid, ranked.rank
