-- stat set: one_hit_wonders
-- grain:    one row per period, subject and rank
-- uses:     listens/track_counts
-- params:   at_least
-- columns:  period_id int, subject_id int, user_name text, rank bigint, artist_name text, artist_mbid uuid?, track_name text,
--           listen_count bigint, total bigint
--
-- The ten artists heard most, and three times at least, of whom only one track was heard; tracks are told apart by their names.
-- Ties by name, then id, descending. total counts all such artists. None where entries may not be about one listener.
with heard as (
  select counted.period_id, counted.user_id, track_artists.artist_id, names.folded_id, min(track_artists.artist_name_id) as artist_name_id,
    min(track_artists.artist_mbid) as artist_mbid, min(tracks.track_name_id) as track_name_id, sum(counted.listen_count)::bigint as listen_count
  from track_counts as counted
  join periods using (period_id)
  join tracks using (track_id)
  join track_artists using (track_id)
  join names on names.name_id = tracks.track_name_id
  where periods.has_records and $at_least = 1
  group by counted.period_id, counted.user_id, track_artists.artist_id, names.folded_id
), subjected as (
  select period_id, user_id as subject_id, artist_id, folded_id, artist_name_id, artist_mbid, track_name_id, listen_count
  from heard
  union all
  select period_id, 0 as subject_id, artist_id, folded_id, artist_name_id, artist_mbid, track_name_id, listen_count
  from heard
), singles as (
  select period_id, subject_id, artist_id, min(artist_name_id) as artist_name_id, min(artist_mbid) as artist_mbid,
    min(track_name_id) as track_name_id, sum(listen_count)::bigint as listen_count
  from subjected
  group by period_id, subject_id, artist_id
  having count(distinct folded_id) = 1 and sum(listen_count) >= 3
), ranked as (
  select period_id, subject_id, artist_name_id, artist_mbid, track_name_id, listen_count,
    row_number() over (
      partition by period_id, subject_id order by listen_count desc, artist_name_id desc, artist_mbid desc nulls last, artist_id
    ) as rank,
    count(*) over (partition by period_id, subject_id) as total
  from singles
)
select ranked.period_id, ranked.subject_id, subjects.user_name, ranked.rank, artist.name as artist_name, ranked.artist_mbid,
  track.name as track_name, ranked.listen_count, ranked.total
from ranked
join subjects using (subject_id)
join names as artist on artist.name_id = ranked.artist_name_id
join names as track on track.name_id = ranked.track_name_id
where ranked.rank <= 10
order by ranked.period_id, ranked.subject_id, ranked.rank
