-- stat set: new_releases
-- grain:    one row per period, user and release group
-- uses:     listens/top_artists
-- columns:  period_id int, user_name text, rank bigint, title text?, artist_credit_name text?, release_group_mbid uuid,
--           artist_credit_mbids uuid[], artists json?, caa_id bigint?, caa_release_mbid uuid?, primary_type text?
--
-- What the user's first fifty artists brought out in the year of the period, by the artist's rank; of each
-- artist at most five, albums first, then EPs, singles, others and broadcasts; ties by title, then id, descending.
with released as (
  select first_release_date_year as year, release_group_mbid, release_group_name, primary_type, release_group_artists.artist_mbid,
    case primary_type when 'Album' then 1 when 'EP' then 2 when 'Single' then 3 when 'Other' then 4 when 'Broadcast' then 5 else 6 end
      as type_rank
  from release_groups
  join release_group_artists using (release_group_mbid)
), placed as (
  select top_artists.period_id, top_artists.user_name, top_artists.rank as artist_rank, released.release_group_mbid,
    row_number() over (
      partition by top_artists.period_id, top_artists.user_name, top_artists.rank
      order by released.type_rank, released.release_group_name desc nulls last, released.release_group_mbid desc
    ) as place
  from top_artists
  join periods using (period_id)
  join released on released.artist_mbid = top_artists.artist_mbid and released.year = year(periods.since)
  where periods.kind = 'year' and top_artists.subject_id > 0 and top_artists.rank <= 50
), once as (
  select period_id, user_name, artist_rank, place, release_group_mbid
  from placed
  where place <= 5
  qualify row_number() over (partition by period_id, user_name, release_group_mbid order by artist_rank) = 1
)
select once.period_id, once.user_name, row_number() over (partition by once.period_id, once.user_name order by once.artist_rank, once.place) as rank,
  release_groups.release_group_name as title, release_groups.artist_name as artist_credit_name,
  once.release_group_mbid, release_groups.artist_mbids as artist_credit_mbids, release_groups.artists,
  release_groups.caa_id, release_groups.caa_release_mbid, release_groups.primary_type
from once
join release_groups using (release_group_mbid)
order by once.period_id, once.user_name, rank
