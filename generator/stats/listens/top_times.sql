-- stat set: top_times
-- grain:    one row per period, subject, kind and item
-- uses:     listens/track_counts, listens/item_tracks
-- params:   at_least
-- columns:  period_id int, subject_id int, user_name text, kind text, rank bigint, name text, mbid uuid?, artist_name text?,
--           artist_mbids uuid[], listening_ms bigint, total bigint
--
-- The artists, albums and tracks that were listened to longest, a hundred of each: by the listens whose length is known.
-- Ties by name, then id, descending. total counts every item with a length. What fewer than
-- $at_least listeners heard is left out, and so is every listener where that is more than one.
with lengths as (
  select track_counts.period_id
  from track_counts
  join periods using (period_id)
  where track_counts.listening_ms is not null and periods.has_pages
  group by track_counts.period_id
), timed as (
  select counted.period_id, counted.user_id, item_tracks.kind, item_tracks.item_id, min(item_tracks.track_id) as track_id,
    min(item_tracks.name_id) as name_id, min(item_tracks.artist_name_id) as artist_name_id, min(item_tracks.mbid) as mbid,
    sum(counted.listening_ms)::bigint as listening_ms
  from track_counts as counted
  join lengths using (period_id)
  join item_tracks on item_tracks.track_id = counted.track_id
  group by counted.period_id, counted.user_id, item_tracks.kind, item_tracks.item_id
  having sum(counted.listening_ms) is not null
), counted as (
  select period_id, user_id as subject_id, kind, item_id, track_id, name_id, artist_name_id, mbid, listening_ms,
    1::bigint as listener_count
  from timed
  union all
  select period_id, 0 as subject_id, kind, item_id, min(track_id) as track_id, min(name_id) as name_id,
    min(artist_name_id) as artist_name_id, min(mbid) as mbid,
    sum(listening_ms)::bigint as listening_ms, count(*) as listener_count
  from timed
  group by period_id, kind, item_id
), ranked as (
  select period_id, subject_id, kind, track_id, name_id, artist_name_id, mbid, listening_ms,
    row_number() over (
      partition by period_id, subject_id, kind
      order by listening_ms desc, name_id desc, mbid desc nulls last, artist_name_id desc nulls last, item_id
    ) as rank,
    count(*) over (partition by period_id, subject_id, kind) as total
  from counted
  where listener_count >= $at_least
)
select ranked.period_id, ranked.subject_id, subjects.user_name, ranked.kind, ranked.rank, names.name, ranked.mbid,
  artist.name as artist_name, if(ranked.kind = 'album', album.artist_mbids, credit.artist_mbids) as artist_mbids,
  ranked.listening_ms, ranked.total
from ranked
join subjects using (subject_id)
join names using (name_id)
join tracks using (track_id)
join credits as credit on credit.credit_id = tracks.credit_id
join credits as album on album.credit_id = tracks.release_group_credit_id
left join names as artist on artist.name_id = ranked.artist_name_id
where ranked.rank <= 100
order by ranked.period_id, ranked.subject_id, ranked.kind, ranked.rank
