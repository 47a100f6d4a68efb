-- table: releases
-- grain: one row per release id of the reference
select release_mbid, release_group_mbid, first_release_date_year, release_name, album_artist_name
from heard.releases
anti join folded using (part, line)
where reason is null
