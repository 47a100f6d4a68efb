-- stat set: artist_discoveries
-- grain:    one row per subject and month with a discovery
-- uses:     listens/artist_month_counts
-- columns:  subject_id int, user_name text, month_day date, artist_count bigint
--
-- How many artists were heard for the first time in a month. Over the whole history; they add up to all artists.
with firsts as (
  select subject_id, artist_id, min(month_day) as month_day
  from artist_month_counts
  group by subject_id, artist_id
)
select firsts.subject_id, coalesce(users.user_name, '') as user_name, firsts.month_day, count(*) as artist_count
from firsts
left join users on users.user_id = firsts.subject_id
group by firsts.subject_id, users.user_name, firsts.month_day
order by firsts.subject_id, firsts.month_day
