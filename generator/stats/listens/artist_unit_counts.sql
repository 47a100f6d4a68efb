-- stat set: artist_unit_counts
-- grain:    one row per user, unit of time and artist
-- params:   since, until, unit, needs_ids
-- columns:  user_id, unit_number, artist_id, artist_name_id, artist_mbid, listen_count
--
-- The ground of every evolution. A unit is a weekday (1 is Monday), a day of the month, a month or a year: whatever $unit
-- says. With $needs_ids, as in the API, only listens of recordings with an id count, for artists with an id.
select listens.user_id,
  case $unit
    when 'weekday' then isodow(listens.listened_at)
    when 'day' then day(listens.listened_at)
    when 'month' then month(listens.listened_at)
    else year(listens.listened_at)
  end::smallint as unit_number,
  track_artists.artist_id,
  min(track_artists.artist_name_id) as artist_name_id,
  any_value(track_artists.artist_mbid) as artist_mbid,
  count(*) as listen_count
from listens
join tracks using (track_id)
join track_artists using (track_id)
where listens.listened_at >= $since and listens.listened_at <= $until
  and (not $needs_ids or (tracks.recording_mbid is not null and track_artists.artist_mbid is not null))
group by listens.user_id, unit_number, track_artists.artist_id
