"""What lists of segments repeat: those of later sessions begin with what the earlier ones of a registration hold.

Of a list and an earlier one the segments are compared from the first on. Those whose ends differ by half a second at
most are the same, but for rounding; of the first that is not the same, but begins there, the part that both have is
repeated. A list repeats what it shares with that of the earlier ones with which it shares most.

The earlier lists of a registration are kept as a tree, in which those that begin alike share their beginning, so that a
list is compared with thousands of earlier ones in one walk, and one that an outsider made cannot hold up a build.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from duckdb import DuckDBPyConnection

_ROUNDED = 500  # ms by which times differ that are the same
_NEAREST = 16  # beginnings that differ by rounding alone; more of them are not followed
_FETCHED = 10_000  # lists a round trip

_List = Sequence[tuple[int, int]]  # where each segment starts and ends, in ms
_Row = tuple[int, int, list[int], list[int]]  # a registration of a media; of a list in it number, starts and ends


@dataclass(slots=True)
class _Node:
    """A beginning that lists share: where their next segments start, where those of one start end, and what follows."""

    starts: list[int] = field(default_factory=list)
    ends: dict[int, list[int]] = field(default_factory=dict)
    nodes: "dict[tuple[int, int], _Node]" = field(default_factory=dict)


def find(db: DuckDBPyConnection) -> None:
    """Fill staging.repeated_segments with what the lists of staging.segment_lists repeat."""
    cursor = db.cursor()
    cursor.execute(_LISTS)
    rows = [row for _, lists in groupby(_fetched(cursor), key=lambda row: row[0]) for row in _numbered(lists)]
    for at in range(0, len(rows), _FETCHED):
        columns = [list(column) for column in zip(*rows[at : at + _FETCHED], strict=True)]
        values = ", ".join(f"unnest(${place}::bigint[])" for place in (1, 2, 3))
        db.execute(f"insert into staging.repeated_segments select {values}", columns)


def _fetched(cursor: DuckDBPyConnection) -> Iterator[_Row]:
    while rows := cursor.fetchmany(_FETCHED):
        yield from rows


def _numbered(lists: Iterable[_Row]) -> Iterator[tuple[int, int, int]]:
    """Give the number of every list of a registration that repeats anything, and what."""
    told = [(number, list(zip(starts, ends, strict=True))) for _, number, starts, ends in lists]
    for (number, _), (count, until) in zip(told, repeats(segments for _, segments in told), strict=True):
        if count or until:
            yield number, count, until


def repeats(lists: Iterable[_List]) -> Iterator[tuple[int, int]]:
    """Tell of every list of a registration, in their order, how many of its first segments it repeats.

    Beside it stands until when it repeats the one behind them, in ms, 0 where it does not.
    """
    root = _Node()
    for segments in lists:
        yield _repeated(root, segments)
        _add(root, segments)


def _add(node: _Node, segments: _List) -> None:
    for segment in segments:
        found = node.nodes.get(segment)
        if found is None:
            found = node.nodes[segment] = _Node()
            start, end = segment
            if start not in node.ends:
                insort(node.starts, start)
                node.ends[start] = []
            insort(node.ends[start], end)
        node = found


def _repeated(root: _Node, segments: _List) -> tuple[int, int]:
    alike = [root]
    for count, (start, end) in enumerate(segments):
        longer = _followed(alike, start, end)
        if not longer:
            return count, _shared_until(alike, start, end)
        alike = longer
    return len(segments), 0


def _followed(alike: Iterable[_Node], start: int, end: int) -> list[_Node]:
    """Give what follows where the next segment is the same, the nearest first."""
    found = [
        (abs(begin - start) + abs(until - end), begin, until, node.nodes[begin, until])
        for node in alike
        for begin in _near(node.starts, start)
        for until in _near(node.ends[begin], end)
    ]
    return [node for *_, node in sorted(found, key=lambda each: each[:3])[:_NEAREST]]


def _shared_until(alike: Iterable[_Node], start: int, end: int) -> int:
    """Tell until when a next segment that starts at the same time is shared; the ends of one start are in order."""
    return max((min(end, node.ends[begin][-1]) for node in alike for begin in _within(node.starts, start)), default=0)


def _near(times: Sequence[int], time: int) -> Sequence[int]:
    """Give the times that are the same as one, the nearest first."""
    found = _within(times, time)
    return sorted(found, key=lambda each: abs(each - time))[:_NEAREST] if len(found) > 1 else found


def _within(times: Sequence[int], time: int) -> Sequence[int]:
    return times[bisect_left(times, time - _ROUNDED) : bisect_right(times, time + _ROUNDED)]


# Numbers are in the order of medias and registrations; what one session alone tells repeats nothing.
_LISTS = """
    select min(number) over lists, number,
      list_transform(segments, lambda segment: segment.start_ms),
      list_transform(segments, lambda segment: segment.end_ms)
    from staging.segment_lists
    where registration is not null
    window lists as (partition by media_id, registration)
    qualify count(*) over lists > 1
    order by number
"""
