-- stat set: era_activity
-- grain:    one row per period, user and year of release
-- uses:     listens/track_counts
-- columns:  period_id int, user_name text, rank bigint, year smallint, listen_count bigint
--
-- Listens by the year in which the release group first came out, where it is known; the oldest first, empty years left out.
with counted as (
  select track_counts.period_id, track_counts.user_id, tracks.first_release_year as year, sum(track_counts.listen_count)::bigint as listen_count
  from track_counts
  join tracks using (track_id)
  join periods using (period_id)
  where periods.kind <> 'month' and tracks.first_release_year >= 1800
  group by track_counts.period_id, track_counts.user_id, tracks.first_release_year
)
select counted.period_id, users.user_name, row_number() over (partition by counted.period_id, users.user_name order by counted.year) as rank,
  counted.year, counted.listen_count
from counted
join users using (user_id)
order by counted.period_id, users.user_name, rank
