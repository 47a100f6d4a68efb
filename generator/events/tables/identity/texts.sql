-- table:  texts
-- grain:  one row per distinct track as sent
-- params: literal
--
-- literal: the names as they were sent.
select track.track_hash, mapping.mapped as is_mapped,
  if($literal, track.artist_name, artist.folded) as artist_text,
  if($literal, track.track_name, title.folded) as track_text
from distinct_tracks as track
left join same_texts using (track_hash)
join distinct_tracks as mapping on mapping.track_hash = coalesce(same_texts.mapped_hash, track.track_hash)
left join foldings as artist on artist.name = track.artist_name
left join foldings as title on title.name = track.track_name
