-- stat set: half_of_listens
-- grain:    one row per period and subject
-- uses:     listens/artist_counts
-- columns:  period_id int, subject_id int, user_name text, artist_count bigint, half_count bigint, listen_count bigint
--
-- How many of the artists heard most make half of all listens to artists; a listen with two artists is one to each.
with summed as (
  select counted.period_id, counted.subject_id, counted.listen_count,
    sum(counted.listen_count) over (
      partition by counted.period_id, counted.subject_id
      order by counted.listen_count desc, counted.artist_name_id desc, counted.artist_mbid desc nulls last, counted.artist_id
    )::bigint as upto_count,
    sum(counted.listen_count) over (partition by counted.period_id, counted.subject_id)::bigint as all_count
  from artist_counts as counted
  join periods using (period_id)
  where periods.has_records
)
select summed.period_id, summed.subject_id, subjects.user_name, count(*) as artist_count,
  count(*) filter (where 2 * (summed.upto_count - summed.listen_count) < summed.all_count) as half_count,
  max(summed.all_count) as listen_count
from summed
join subjects using (subject_id)
group by summed.period_id, summed.subject_id, subjects.user_name
order by summed.period_id, summed.subject_id
