-- stat set: partify_totals
-- grain:    one row per window
-- uses:     listens/partify_windows, listens/partify_counts
-- columns:  window_number int, window_name text, since timestamp?, as_of timestamp, total_tracks bigint, ownerless_count bigint,
--           unlisted_count bigint, played_ms bigint
--
-- A play is counted in every window that holds it. Plays of unknown length add nothing to played_ms; ownerless_count are the
-- plays of nobody among total_tracks, unlisted_count those of somebody that are no listens.
select windows.window_number, windows.window_name, windows.since, windows.as_of,
  coalesce(sum(counts.plays), 0)::bigint as total_tracks,
  coalesce(sum(counts.plays) filter (where not counts.has_user), 0)::bigint as ownerless_count,
  coalesce(sum(counts.plays) filter (where counts.has_user and not counts.is_listen), 0)::bigint as unlisted_count,
  coalesce(sum(counts.played_ms), 0)::bigint as played_ms
from partify_windows as windows
left join partify_counts as counts on counts.window_number <= windows.window_number
group by windows.window_number, windows.window_name, windows.since, windows.as_of
order by windows.window_number
