-- stat set: release_group_listeners
-- grain:    one row per period, release group and listener
-- uses:     listens/release_group_counts, listens/top_release_groups
-- params:   at_least
-- columns:  period_id int, release_group_mbid uuid, release_group_name text, artist_name text, artist_mbids uuid[],
--           caa_id bigint?, caa_release_mbid uuid?, rank bigint, user_name text, listen_count bigint, total_listen_count bigint,
--           total_user_count bigint
--
-- The top 25 listeners, ties by name descending, of the site's first release groups with an id. The totals count every listener.
-- Each row is about one listener, so there is none where $at_least is more.
-- Tracks may credit a group differently: it is described as in its first row of the site's leaderboard.
with asked as (
  select top_release_groups.period_id, release_group_mbid, release_group_name, artist_name, artist_mbids, caa_id, caa_release_mbid
  from top_release_groups
  join periods using (period_id)
  where subject_id = 0 and rank <= periods.listeners and release_group_mbid is not null
  qualify row_number() over (partition by top_release_groups.period_id, release_group_mbid order by rank) = 1
), counted as (
  select period_id, release_group_mbid, subject_id, sum(listen_count)::bigint as listen_count
  from release_group_counts
  semi join asked using (period_id, release_group_mbid)
  where subject_id > 0
  group by period_id, release_group_mbid, subject_id
), ranked as (
  select period_id, release_group_mbid, subject_id, listen_count,
    row_number() over (partition by period_id, release_group_mbid order by listen_count desc, subject_id desc) as rank,
    sum(listen_count) over (partition by period_id, release_group_mbid)::bigint as total_listen_count,
    count(*) over (partition by period_id, release_group_mbid) as total_user_count
  from counted
)
select asked.period_id, asked.release_group_mbid, asked.release_group_name, asked.artist_name, asked.artist_mbids, asked.caa_id, asked.caa_release_mbid,
  ranked.rank, subjects.user_name, ranked.listen_count, ranked.total_listen_count, ranked.total_user_count
from ranked
join asked using (period_id, release_group_mbid)
join subjects using (subject_id)
where ranked.rank <= 25 and $at_least = 1
order by asked.period_id, asked.release_group_mbid, ranked.rank
