-- stat set: sitewide_listening_activity
-- grain:    one row per bucket
-- uses:     listens/listening_activity
-- columns:  rank, time_range, from_ts, to_ts, listen_count
--
-- Every user has every bucket, so the site's are their sums; where empty buckets are left out, those that no user has stay out.
select row_number() over (order by from_ts) as rank, time_range, from_ts, to_ts, sum(listen_count)::bigint as listen_count
from listening_activity
group by time_range, from_ts, to_ts
order by rank
