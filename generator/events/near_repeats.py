"""One play that several files tell some seconds apart is one listen, where config.yaml says within which span.

The same listener, main artist and track in words, less their guests: of one play a service says "Low feat. Can" and
"Words", another "Low" and "Words (feat. Can)". Two lines of one file stay two plays. In the order of time every line
joins the earliest play that began at most the span before and that its file has not told yet; else it begins a play. So
a play is never longer than the span, and neither the order of files nor the number of threads matters. Of a play the
mapped line stays, else one that names a release, else one whose artist has no guests, else the commonest words.
What is told when a play ended (`time: end` in a form's header) began earlier.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from duckdb import DuckDBPyConnection

_FETCHED = 50_000  # lines a round trip

_Row = tuple[int, int, int, int, int]  # a run; of a line in it when it began, part, number, rank: the first stays


@dataclass(slots=True)
class _Play:
    """A play: when it began, which files told it, and the lines that did, each after how good it is."""

    began: int
    parts: set[int] = field(default_factory=set)
    lines: list[tuple[int, int, int]] = field(default_factory=list)


def fold(db: DuckDBPyConnection, within: int) -> None:
    """Fold lines that repeat a play within so many seconds; plays far from any line of another file are skipped."""
    cursor = db.cursor()
    cursor.execute(_RUNS, {"within": within})
    rows = list(_repeats(_fetched(cursor), within))
    for at in range(0, len(rows), _FETCHED):
        parts, lines = zip(*rows[at : at + _FETCHED], strict=True)
        db.execute("insert into folded select unnest($1::integer[]), unnest($2::bigint[])", [list(parts), list(lines)])


def _fetched(cursor: DuckDBPyConnection) -> Iterator[_Row]:
    while rows := cursor.fetchmany(_FETCHED):
        yield from rows


def _repeats(rows: Iterable[_Row], within: int) -> Iterator[tuple[int, int]]:
    """Give part and line of what repeats."""
    for _, run in groupby(rows, key=lambda row: row[0]):
        plays: list[_Play] = []
        for _, began, part, line, rank in run:
            joined = (play for play in plays if began - play.began <= within and part not in play.parts)
            play = next(joined, None)
            if play is None:
                play = _Play(began)
                plays.append(play)
            play.parts.add(part)
            play.lines.append((rank, part, line))
        for play in plays:
            yield from ((part, line) for _, part, line in sorted(play.lines)[1:])


# Lines that follow each other at most the span apart are a run; a run that one file tells alone has no repeats.
_RUNS = """
    with judged as (
      select part, line, user_name, played.artist, played.track, is_mapped,
        named.release_name, parts.file,
        artist_text != played.artist as has_guests, named.line_count,
        concat_ws(chr(31), coalesce(named.release_name, ''), named.artist_name, named.track_name) as place,
        if(is_end and duration_ms is not null, listened_at - duration_ms // 1000, listened_at) as began
      from staging.listens
      anti join rejects using (part, line)
      anti join folded using (part, line)
      join texts using (track_hash)
      join played using (track_hash)
      join parts using (part)
      join distinct_tracks as named using (track_hash)
    ), stepped as (
      select part, line, user_name, artist, track, began,
        row_number() over (
          order by is_mapped desc, coalesce(trim(release_name), '') = '', has_guests, line_count desc,
            place, file, part, line
        ) as rank,
        began - lag(began) over (
          partition by user_name, artist, track order by began, place, file, line
        ) <= $within as carries_on,
        place, file
      from judged
    ), runs as (
      select part, line, began, rank, user_name, artist, track, place, file,
        count(*) filter (where not coalesce(carries_on, false)) over (
          partition by user_name, artist, track order by began, place, file, line
          rows between unbounded preceding and current row
        ) as run
      from stepped
    ), told as (
      select dense_rank() over (order by user_name, artist, track, run) as number,
        part, line, began, rank, place,
        min(part) over (partition by user_name, artist, track, run)
          != max(part) over (partition by user_name, artist, track, run) as is_told_twice
      from runs
    )
    select number, began, part, line, rank
    from told
    where is_told_twice
    order by number, began, place, rank
"""
