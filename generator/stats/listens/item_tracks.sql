-- stat set: item_tracks
-- grain:    one row per kind, item and track
-- columns:  kind text, item_id ubigint, track_id int, name_id int, artist_name_id int?, mbid uuid?
--
-- What pages are about: an artist, an album or a track, and the tracks that count for it, each with what it calls the item.
-- An item with an id is one whatever its credits and covers; one without is its name and its artist's, as pages compare names.
select 'artist' as kind,
  min(track_artists.artist_id) over (
    partition by track_artists.artist_mbid, if(track_artists.artist_mbid is null, artist.alike_id, 0)
  ) as item_id,
  track_artists.track_id, track_artists.artist_name_id as name_id, null::integer as artist_name_id,
  track_artists.artist_mbid as mbid
from track_artists
join names as artist on artist.name_id = track_artists.artist_name_id
union all
select 'album' as kind,
  min(tracks.release_group_id) over (
    partition by tracks.release_group_mbid,
      if(tracks.release_group_mbid is null, album.alike_id, 0), if(tracks.release_group_mbid is null, artist.alike_id, 0)
  ) as item_id,
  tracks.track_id, tracks.release_group_name_id as name_id, tracks.release_group_artist_name_id as artist_name_id,
  tracks.release_group_mbid as mbid
from tracks
join names as album on album.name_id = tracks.release_group_name_id
join names as artist on artist.name_id = tracks.release_group_artist_name_id
where tracks.release_group_id is not null
union all
select 'track' as kind,
  min(tracks.recording_id) over (
    partition by tracks.recording_mbid,
      if(tracks.recording_mbid is null, track.alike_id, 0), if(tracks.recording_mbid is null, artist.alike_id, 0)
  ) as item_id,
  tracks.track_id, tracks.track_name_id as name_id, tracks.artist_name_id, tracks.recording_mbid as mbid
from tracks
join names as track on track.name_id = tracks.track_name_id
join names as artist on artist.name_id = tracks.artist_name_id
