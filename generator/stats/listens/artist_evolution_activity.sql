-- stat set: artist_evolution_activity
-- grain:    one row per user, unit of time and artist
-- uses:     listens/artist_unit_counts
-- params:   unit
-- columns:  user_name, rank, time_unit, unit_number, artist_mbid, artist_name, listen_count, artist_rank
--
-- The twenty artists heard most, unit by unit; ties by name, then id, descending. artist_rank is an artist's place among them.
-- Rows by unit, then id, descending: weekdays and months compare as words, days and years as numbers.
with summed as (
  select user_id, artist_id, artist_name_id, artist_mbid, sum(listen_count) as total
  from artist_unit_counts
  group by user_id, artist_id, artist_name_id, artist_mbid
), foremost as (
  select user_id, artist_id,
    row_number() over (partition by user_id order by total desc, artist_name_id desc, artist_mbid desc nulls last) as artist_rank
  from summed
  qualify artist_rank <= 20
), called as (
  select artist_unit_counts.user_id, artist_unit_counts.unit_number, artist_unit_counts.artist_mbid,
    artist_unit_counts.artist_name_id, artist_unit_counts.listen_count, foremost.artist_rank,
    case $unit
      when 'weekday' then ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'][artist_unit_counts.unit_number]
      when 'month' then ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October',
        'November', 'December'][artist_unit_counts.unit_number]
    end as unit_name
  from artist_unit_counts
  join foremost using (user_id, artist_id)
)
select users.user_name,
  row_number() over (
    partition by called.user_id
    order by called.unit_name desc, called.unit_number desc, called.artist_mbid desc nulls last, called.artist_name_id desc
  ) as rank,
  coalesce(called.unit_name, called.unit_number::varchar) as time_unit, called.unit_number,
  called.artist_mbid, names.name as artist_name, called.listen_count, called.artist_rank
from called
join users using (user_id)
join names on names.name_id = called.artist_name_id
order by users.user_name, rank
