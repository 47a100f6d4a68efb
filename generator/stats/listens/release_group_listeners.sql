-- stat set: release_group_listeners
-- grain:    one row per release group and listener
-- uses:     listens/release_group_counts, listens/sitewide_release_groups
-- params:   listeners
-- columns:  release_group_mbid, release_group_name, artist_name, artist_mbids, caa_id, caa_release_mbid, rank, user_name, listen_count, total_listen_count, total_user_count
--
-- The top 25 listeners, ties by name descending, of the site's first $listeners release groups with an id. The totals count every listener.
-- Tracks may credit a group differently: its credit and cover are those that most listens have.
with asked as (
  select distinct release_group_mbid
  from sitewide_release_groups
  where rank <= $listeners and release_group_mbid is not null
), said as (
  select release_group_mbid, track_id, release_group_name_id, artist_name_id, user_id, listen_count,
    sum(listen_count) over (partition by release_group_mbid, release_group_id) as form_count
  from release_group_counts semi join asked using (release_group_mbid)
), form as (
  select release_group_mbid, track_id, release_group_name_id, artist_name_id
  from said
  qualify row_number() over (partition by release_group_mbid order by form_count desc, release_group_name_id, artist_name_id, user_id) = 1
), counted as (
  select release_group_mbid, user_id, sum(listen_count)::bigint as listen_count
  from said
  group by release_group_mbid, user_id
), ranked as (
  select release_group_mbid, user_id, listen_count,
    row_number() over (partition by release_group_mbid order by listen_count desc, user_id desc) as rank,
    sum(listen_count) over (partition by release_group_mbid)::bigint as total_listen_count,
    count(*) over (partition by release_group_mbid) as total_user_count
  from counted
)
select ranked.release_group_mbid, release_group.name as release_group_name, artist.name as artist_name,
  credits.artist_mbids, tracks.caa_id, tracks.caa_release_mbid,
  ranked.rank, users.user_name, ranked.listen_count, ranked.total_listen_count, ranked.total_user_count
from ranked
join form using (release_group_mbid)
join tracks using (track_id)
join credits using (credit_id)
join users using (user_id)
join names as release_group on release_group.name_id = form.release_group_name_id
join names as artist on artist.name_id = form.artist_name_id
where ranked.rank <= 25
order by ranked.release_group_mbid, ranked.rank
