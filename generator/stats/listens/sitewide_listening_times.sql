-- stat set: sitewide_listening_times
-- grain:    one row
-- uses:     listens/listening_times
-- columns:  listen_count, timed_count, listening_ms
select coalesce(sum(listen_count), 0)::bigint as listen_count, coalesce(sum(timed_count), 0)::bigint as timed_count, sum(listening_ms)::bigint as listening_ms
from listening_times
