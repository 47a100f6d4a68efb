-- stat set: era_activity
-- grain:    one row per period, subject and year of release
-- uses:     listens/track_counts
-- params:   at_least
-- columns:  period_id int, subject_id int, user_name text, rank bigint, year smallint, listen_count bigint
--
-- Listens by the year in which the release group first came out, where it is known; the oldest first, empty years left out.
-- The site leaves out the years of which fewer than $at_least listeners heard anything.
with heard as (
  select track_counts.period_id, track_counts.user_id, tracks.first_release_year as year, sum(track_counts.listen_count)::bigint as listen_count
  from track_counts
  join tracks using (track_id)
  join periods using (period_id)
  where periods.kind in ('range', 'year') and tracks.first_release_year >= 1800
  group by track_counts.period_id, track_counts.user_id, tracks.first_release_year
), counted as (
  select period_id, user_id as subject_id, year, listen_count
  from heard
  union all
  select period_id, 0 as subject_id, year, sum(listen_count)::bigint as listen_count
  from heard
  group by period_id, year
  having count(*) >= $at_least
)
select counted.period_id, counted.subject_id, subjects.user_name,
  row_number() over (partition by counted.period_id, counted.subject_id order by counted.year) as rank,
  counted.year, counted.listen_count
from counted
join subjects using (subject_id)
order by counted.period_id, counted.subject_id, rank
