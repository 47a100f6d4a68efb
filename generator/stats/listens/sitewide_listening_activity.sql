-- stat set: sitewide_listening_activity
-- grain:    one row per period and bucket
-- uses:     listens/listening_activity
-- columns:  period_id int, rank bigint, time_range text, from_ts bigint, to_ts bigint, listen_count bigint
--
-- Every user has every bucket, so the site's are their sums; where empty buckets are left out, those that no user has stay out.
select period_id, row_number() over (partition by period_id order by from_ts) as rank, time_range, from_ts, to_ts, sum(listen_count)::bigint as listen_count
from listening_activity
group by period_id, time_range, from_ts, to_ts
order by period_id, rank
