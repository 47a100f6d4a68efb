-- stat set: latest_artists
-- grain:    one row per subject and rank
-- uses:     listens/artist_month_counts
-- columns:  subject_id int, user_name text, month_day date, rank bigint, artist_name text, artist_mbid uuid?,
--           listen_count bigint, rank_before bigint?
--
-- The ten artists heard most in the last month in which each subject has a listen to an artist, and their ranks in the month
-- before. Ties as in top lists: by name, then id, descending.
with newest as (
  select subject_id, max(month_day) as month_day
  from artist_month_counts
  group by subject_id
), ranked as (
  select counted.subject_id, counted.artist_id, counted.month_day, counted.artist_name_id, counted.artist_mbid,
    counted.listen_count, counted.month_day = newest.month_day as is_newest,
    row_number() over (
      partition by counted.subject_id, counted.month_day
      order by counted.listen_count desc, counted.artist_name_id desc, counted.artist_mbid desc nulls last, counted.artist_id
    ) as rank
  from artist_month_counts as counted
  join newest on newest.subject_id = counted.subject_id
  where counted.month_day in (newest.month_day, date_trunc('month', newest.month_day - 1)::date)
)
select ranked.subject_id, coalesce(users.user_name, '') as user_name, ranked.month_day, ranked.rank, names.name as artist_name,
  ranked.artist_mbid, ranked.listen_count, earlier.rank as rank_before
from ranked
join names on names.name_id = ranked.artist_name_id
left join users on users.user_id = ranked.subject_id
left join ranked as earlier on earlier.subject_id = ranked.subject_id and earlier.artist_id = ranked.artist_id and not earlier.is_newest
where ranked.is_newest and ranked.rank <= 10
order by ranked.subject_id, ranked.rank
