-- stat set: artist_evolution_activity
-- grain:    one row per period, subject, unit of time and artist
-- uses:     listens/artist_unit_counts
-- params:   at_least
-- columns:  period_id int, subject_id int, user_name text, rank bigint, time_unit text, unit_number smallint, artist_mbid uuid?,
--           artist_name text, listen_count bigint, artist_rank bigint
--
-- The twenty artists heard most, unit by unit; ties by name, then id, descending. artist_rank is an artist's place among them.
-- Rows by unit, then id, descending: weekdays and months compare as words, days and years as numbers. Where the period needs
-- ids, as the API's do, only what has them counts. What fewer than $at_least listeners heard in a unit is left out, and so is
-- every listener where that is more than one.
with counted as (
  select artist_unit_counts.period_id, subject_id, unit_number, artist_id, artist_mbid,
    if(periods.needs_ids, mapped_name_id, artist_name_id) as artist_name_id,
    if(periods.needs_ids, mapped_count, listen_count) as listen_count
  from artist_unit_counts
  join periods using (period_id)
  where if(periods.needs_ids, mapped_listener_count, listener_count) >= $at_least
), summed as (
  select period_id, subject_id, artist_id, min(artist_name_id) as artist_name_id, min(artist_mbid) as artist_mbid, sum(listen_count) as total
  from counted
  group by period_id, subject_id, artist_id
), foremost as (
  select period_id, subject_id, artist_id, artist_name_id, artist_mbid,
    row_number() over (
      partition by period_id, subject_id order by total desc, artist_name_id desc, artist_mbid desc nulls last
    ) as artist_rank
  from summed
  qualify artist_rank <= 20
), called as (
  select counted.period_id, counted.subject_id, counted.unit_number, units.unit_name, foremost.artist_mbid,
    foremost.artist_name_id, counted.listen_count, foremost.artist_rank
  from counted
  join foremost using (period_id, subject_id, artist_id)
  left join units on units.period_id = counted.period_id and units.unit_number = counted.unit_number
)
select called.period_id, called.subject_id, subjects.user_name,
  row_number() over (
    partition by called.period_id, called.subject_id
    order by called.unit_name desc, called.unit_number desc, called.artist_mbid desc nulls last, called.artist_name_id desc
  ) as rank,
  coalesce(called.unit_name, called.unit_number::string) as time_unit, called.unit_number,
  called.artist_mbid, names.name as artist_name, called.listen_count, called.artist_rank
from called
join subjects using (subject_id)
join names on names.name_id = called.artist_name_id
order by called.period_id, called.subject_id, rank
