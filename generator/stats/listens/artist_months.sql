-- stat set: artist_months
-- grain:    one row per user, month and artist
-- uses:     listens/artist_unit_counts
-- params:   unit
-- columns:  user_name, rank, time_unit, unit_number, artist_mbid, artist_name, listen_count
--
-- The evolution of a year with every artist. Asked of stretches whose unit is the month.
-- Rows by the name of the month, then id, descending.
with called as (
  select user_id, unit_number, artist_mbid, artist_name_id, listen_count,
    ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November',
      'December'][unit_number] as time_unit
  from artist_unit_counts
  where $unit = 'month'
)
select users.user_name,
  row_number() over (partition by called.user_id order by called.time_unit desc, called.artist_mbid desc) as rank,
  called.time_unit, called.unit_number, called.artist_mbid, names.name as artist_name, called.listen_count
from called
join users using (user_id)
join names on names.name_id = called.artist_name_id
order by users.user_name, rank
