-- stat set: artist_evolution_activity
-- grain:    one row per period, user, unit of time and artist
-- uses:     listens/artist_unit_counts
-- columns:  period_id int, user_name text, rank bigint, time_unit text, unit_number smallint, artist_mbid uuid, artist_name text,
--           listen_count bigint, artist_rank bigint
--
-- The twenty artists heard most, unit by unit; ties by name, then id, descending. artist_rank is an artist's place among them.
-- Rows by unit, then id, descending: weekdays and months compare as words, days and years as numbers. Where the period needs
-- ids, as the API's do, only what has them counts.
with counted as (
  select artist_unit_counts.period_id, user_id, unit_number, artist_id, artist_mbid,
    if(periods.needs_ids, mapped_name_id, artist_name_id) as artist_name_id,
    if(periods.needs_ids, mapped_count, listen_count) as listen_count
  from artist_unit_counts
  join periods using (period_id)
), summed as (
  select period_id, user_id, artist_id, artist_name_id, artist_mbid, sum(listen_count) as total
  from counted
  where listen_count > 0
  group by period_id, user_id, artist_id, artist_name_id, artist_mbid
), foremost as (
  select period_id, user_id, artist_id,
    row_number() over (
      partition by period_id, user_id order by total desc, artist_name_id desc, artist_mbid desc nulls last
    ) as artist_rank
  from summed
  qualify artist_rank <= 20
), called as (
  select counted.period_id, counted.user_id, counted.unit_number, counted.artist_mbid,
    counted.artist_name_id, counted.listen_count, foremost.artist_rank,
    case periods.unit
      when 'weekday' then ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'][counted.unit_number]
      when 'month' then ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October',
        'November', 'December'][counted.unit_number]
    end as unit_name
  from counted
  join foremost using (period_id, user_id, artist_id)
  join periods on periods.period_id = counted.period_id
  where counted.listen_count > 0
)
select called.period_id, users.user_name,
  row_number() over (
    partition by called.period_id, called.user_id
    order by called.unit_name desc, called.unit_number desc, called.artist_mbid desc nulls last, called.artist_name_id desc
  ) as rank,
  coalesce(called.unit_name, called.unit_number::varchar) as time_unit, called.unit_number,
  called.artist_mbid, names.name as artist_name, called.listen_count, called.artist_rank
from called
join users using (user_id)
join names on names.name_id = called.artist_name_id
order by called.period_id, users.user_name, rank
