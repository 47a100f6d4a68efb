-- table: release_groups
-- grain: one row per release group id of the reference
--
-- A group is called what its first release in byte order is called: the plain edition comes before "(Deluxe)".
select release_group_mbid, unnest(min({'release_group_name': release_name, 'artist_name': album_artist_name}))
from releases
where release_group_mbid is not null and release_name is not null
group by release_group_mbid
