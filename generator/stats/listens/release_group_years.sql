-- stat set: release_group_years
-- grain:    one row per period, release group and year with a listen
-- uses:     listens/top_release_groups
-- columns:  period_id int, release_group_mbid uuid, year bigint, listen_count bigint
--
-- Over the whole history, for the site's first release groups with an id.
with asked as (
  select distinct top_release_groups.period_id, release_group_mbid
  from top_release_groups
  join periods using (period_id)
  where subject_id = 0 and periods.name = 'all_time' and rank <= periods.listeners and release_group_mbid is not null
)
select asked.period_id, tracks.release_group_mbid, year(listens.listened_at) as year, count(*) as listen_count
from tracks
join asked using (release_group_mbid)
join listens using (track_id)
group by asked.period_id, tracks.release_group_mbid, year
order by asked.period_id, tracks.release_group_mbid, year
