-- stat set: media_cells
-- grain:    one row per media and cell of its length
-- uses:     video/video_totals
-- columns:  media_id text, rank bigint, length_ms bigint, session_count bigint, rewatch_count bigint
--
-- A cell is a second, the last one also where less than a second is left; a media of more than 1000 seconds has 1000 cells
-- of equal length. A watch [start, end) covers the cells whose middle lies in it. session_count is how many sessions
-- covered a cell, rewatch_count how many times more they did. A media of unknown length is as long as the last end of its watches.
-- A watch is a step up at its first cell and a step down behind its last one, so it costs the same however long it is;
-- the middles before x are counted in whole ms, as 2000 times a middle is whole. Of a session's watches, sorted by their first
-- cell, each adds what lies behind the furthest cell that was reached before it.
-- A media has no cells where its watches have no ends, or where it has no watches and no watch at all has ends.
with watched as (
  select media_number, count(start_ms) as placed_count, max(end_ms) as last_ms
  from video_watches
  group by media_number
), anywhere as (
  select max(placed_count) as most
  from watched
), lengths as (
  select medias.media_number, medias.media_id, coalesce(medias.media_ms, watched.last_ms) as length_ms
  from medias
  join video_totals as totals on totals.kind = 'media' and totals.subject_id = medias.media_id
  cross join anywhere
  left join watched using (media_number)
  where anywhere.most > 0 and coalesce(watched.placed_count, 1) > 0
), sized as (
  select media_number, media_id, length_ms, least(whole(length_ms + 999, 1000), 1000) as cell_count
  from lengths
  where length_ms > 0
), covered as (
  select video_watches.media_number, video_watches.session,
    case
      when length_ms > 1000000 then least(whole(2000 * start_ms + length_ms - 1, 2 * length_ms), cell_count)
      when 2 * start_ms > 1000 * (cell_count - 1) + length_ms then cell_count
      else least(whole(start_ms + 499, 1000), cell_count - 1)
    end as first_cell,
    case
      when length_ms > 1000000 then least(whole(2000 * end_ms + length_ms - 1, 2 * length_ms), cell_count)
      when 2 * end_ms > 1000 * (cell_count - 1) + length_ms then cell_count
      else least(whole(end_ms + 499, 1000), cell_count - 1)
    end as end_cell
  from video_watches
  join sized using (media_number)
  where video_watches.start_ms is not null
), reached as (
  select media_number, first_cell, end_cell, coalesce(
    max(end_cell) over (
      partition by media_number, session order by first_cell, end_cell rows between unbounded preceding and 1 preceding
    ), 0
  ) as before_cell
  from covered
  where first_cell < end_cell
), steps as (
  select media_number, first_cell as cell, 1 as watch_step, 0 as session_step from reached
  union all
  select media_number, end_cell as cell, -1 as watch_step, 0 as session_step from reached
  union all
  select media_number, greatest(first_cell, before_cell) as cell, 0 as watch_step, 1 as session_step
  from reached
  where end_cell > before_cell
  union all
  select media_number, end_cell as cell, 0 as watch_step, -1 as session_step from reached where end_cell > before_cell
), summed as (
  select media_number, cell, sum(watch_step) as watch_step, sum(session_step) as session_step
  from steps
  group by media_number, cell
), cells as (
  select cell
  from range(1000) as places(cell)
), climbed as (
  select sized.media_id, cells.cell, sized.length_ms,
    sum(coalesce(summed.watch_step, 0)) over climb as watch_count,
    sum(coalesce(summed.session_step, 0)) over climb as session_count
  from sized
  join cells on cells.cell < sized.cell_count
  left join summed on summed.media_number = sized.media_number and summed.cell = cells.cell
  window climb as (partition by sized.media_id order by cells.cell rows between unbounded preceding and current row)
)
select media_id, cell + 1 as rank, length_ms, cast(session_count as bigint) as session_count,
  cast(watch_count - session_count as bigint) as rewatch_count
from climbed
order by media_id, rank
