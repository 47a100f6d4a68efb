-- stat set: comebacks
-- grain:    one row per period, subject and rank
-- uses:     listens/artist_gap_counts
-- params:   at_least
-- columns:  period_id int, subject_id int, user_name text, rank bigint, artist_name text, artist_mbid uuid?, last_day date,
--           back_day date, gap_days bigint, before_count bigint
--
-- The ten artists that came back in the period after the longest time without them, as days from the last listen to the next;
-- ties by listens before, then name and id, all descending. None where entries may not be about one listener.
with ranked as (
  select periods.period_id, gaps.subject_id, gaps.artist_name_id, gaps.artist_mbid, gaps.last_day, gaps.back_day, gaps.gap_days,
    gaps.before_count,
    row_number() over (
      partition by periods.period_id, gaps.subject_id
      order by gaps.gap_days desc, gaps.before_count desc, gaps.artist_name_id desc, gaps.artist_mbid desc nulls last, gaps.back_day, gaps.artist_id
    ) as rank
  from artist_gap_counts as gaps
  join periods on gaps.back_day >= periods.since::date and gaps.back_day <= periods.until::date
  where periods.has_records and $at_least = 1
)
select ranked.period_id, ranked.subject_id, subjects.user_name, ranked.rank, names.name as artist_name, ranked.artist_mbid,
  ranked.last_day, ranked.back_day, ranked.gap_days, ranked.before_count
from ranked
join subjects using (subject_id)
join names on names.name_id = ranked.artist_name_id
where ranked.rank <= 10
order by ranked.period_id, ranked.subject_id, ranked.rank
