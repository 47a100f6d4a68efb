-- stat set: artist_months
-- grain:    one row per period, user, month and artist
-- uses:     listens/artist_unit_counts
-- columns:  period_id int, user_name text, rank bigint, time_unit text, unit_number smallint, artist_mbid uuid, artist_name text,
--           listen_count bigint
--
-- The evolution of a year with every artist, as the API counts it: what has ids.
-- Rows by the name of the month, then id, descending.
with called as (
  select artist_unit_counts.period_id, subject_id as user_id, unit_number, units.unit_name as time_unit, artist_mbid,
    mapped_name_id as artist_name_id, mapped_count as listen_count
  from artist_unit_counts
  join periods using (period_id)
  join units using (period_id, unit_number)
  where periods.kind = 'year' and mapped_count > 0 and subject_id > 0
)
select called.period_id, users.user_name,
  row_number() over (partition by called.period_id, called.user_id order by called.time_unit desc, called.artist_mbid desc) as rank,
  called.time_unit, called.unit_number, called.artist_mbid, names.name as artist_name, called.listen_count
from called
join users using (user_id)
join names on names.name_id = called.artist_name_id
order by called.period_id, users.user_name, rank
