-- stat set: sitewide_artist_evolution_activity
-- grain:    one row per unit of time and artist
-- uses:     listens/artist_unit_counts
-- params:   unit, at_least
-- columns:  rank, time_unit, unit_number, artist_mbid, artist_name, listen_count, artist_rank
--
-- What fewer than $at_least listeners heard in a unit is left out.
-- The twenty artists heard most, unit by unit; ties by name, then id, descending. artist_rank is an artist's place among them.
-- Rows by unit, then id, descending: weekdays and months compare as words, days and years as numbers.
with counted as (
  select unit_number, artist_id, artist_mbid, artist_name_id, sum(listen_count)::bigint as listen_count
  from artist_unit_counts
  group by unit_number, artist_id, artist_mbid, artist_name_id
  having count(distinct user_id) >= $at_least
), summed as (
  select artist_id, artist_mbid, artist_name_id, sum(listen_count) as total
  from counted
  group by artist_id, artist_mbid, artist_name_id
), foremost as (
  select artist_id, row_number() over (order by total desc, artist_name_id desc, artist_mbid desc nulls last) as artist_rank
  from summed
  qualify artist_rank <= 20
), called as (
  select counted.unit_number, counted.artist_mbid, counted.artist_name_id, counted.listen_count, foremost.artist_rank,
    case $unit
      when 'weekday' then ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'][counted.unit_number]
      when 'month' then ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October',
        'November', 'December'][counted.unit_number]
    end as unit_name
  from counted
  join foremost using (artist_id)
)
select row_number() over (
    order by called.unit_name desc, called.unit_number desc, called.artist_mbid desc nulls last, called.artist_name_id desc
  ) as rank,
  coalesce(called.unit_name, called.unit_number::varchar) as time_unit, called.unit_number,
  called.artist_mbid, names.name as artist_name, called.listen_count, called.artist_rank
from called
join names on names.name_id = called.artist_name_id
order by rank
