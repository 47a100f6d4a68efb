-- table: release_group_artists
-- grain: one row per release group and artist id of its credit
select distinct release_group_mbid, unnest(artist_mbids) as artist_mbid
from release_groups
