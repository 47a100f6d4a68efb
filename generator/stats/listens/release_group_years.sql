-- stat set: release_group_years
-- grain:    one row per release group and year with a listen
-- uses:     listens/sitewide_release_groups
-- params:   listeners
-- columns:  release_group_mbid, year, listen_count
--
-- Over the whole history, for the site's first $listeners release groups with an id.
with asked as (
  select distinct release_group_mbid
  from sitewide_release_groups
  where rank <= $listeners and release_group_mbid is not null
)
select tracks.release_group_mbid, year(listens.listened_at) as year, count(*) as listen_count
from tracks
semi join asked using (release_group_mbid)
join listens using (track_id)
group by tracks.release_group_mbid, year
order by tracks.release_group_mbid, year
