-- stat set: artist_years
-- grain:    one row per period, artist and year with a listen
-- uses:     listens/top_artists
-- columns:  period_id int, artist_mbid uuid, year bigint, listen_count bigint
--
-- Over the whole history, for the site's first artists with an id.
with asked as (
  select top_artists.period_id, artist_mbid
  from top_artists
  join periods using (period_id)
  where subject_id = 0 and periods.name = 'all_time' and rank <= periods.listeners and artist_mbid is not null
)
select asked.period_id, track_artists.artist_mbid, year(listens.listened_at) as year, count(*) as listen_count
from track_artists
join asked using (artist_mbid)
join listens using (track_id)
group by asked.period_id, track_artists.artist_mbid, year
order by asked.period_id, track_artists.artist_mbid, year
