-- stat set: artist_years
-- grain:    one row per artist and year with a listen
-- uses:     listens/sitewide_artists
-- params:   listeners
-- columns:  artist_mbid, year, listen_count
--
-- Over the whole history, for the site's first $listeners artists with an id.
with asked as (
  select artist_mbid
  from sitewide_artists
  where rank <= $listeners and artist_mbid is not null
)
select track_artists.artist_mbid, year(listens.listened_at) as year, count(*) as listen_count
from track_artists
semi join asked using (artist_mbid)
join listens using (track_id)
group by track_artists.artist_mbid, year
order by track_artists.artist_mbid, year
