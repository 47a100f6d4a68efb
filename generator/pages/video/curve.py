"""The engagement curve of a media: which parts were watched, and above it which were watched again."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from generator.charts import area
from generator.charts.area import Engagement, WatchedPart, clock
from generator.charts.wave import Part, Wave
from generator.pages import words
from generator.pages.figure import Figure, FigurePlace, Table, placed
from generator.pages.site import Link
from generator.pages.video.missing_data import percent

_SECOND = 1000  # ms
_LONG = 1_000_000  # ms, from which the cells are parts of a length
_END = 98  # per cent of a length; what comes then is its end
_STRETCHES = 20  # that a length is looked at in


def cells(length: int, sessions: Sequence[int], again: Sequence[int]) -> list[WatchedPart]:
    """The cells of a media of a length in ms."""
    width = length / len(sessions) if length > _LONG else _SECOND
    return [
        WatchedPart(place * width, min((place + 1) * width, length), *counts)
        for place, counts in enumerate(zip(sessions, again, strict=True))
    ]


def figure(place: FigurePlace, said: str, found: Sequence[WatchedPart], json: Link | None) -> Figure | None:
    """The curve of a media, `said` being its length; None where nothing was watched."""
    if not any(cell.sessions for cell in found):
        return None
    heads = ("From – to", "Sessions", "Watched again")
    table = Table(heads, tuple(_lines(found)))
    title = f"Engagement over {said}"
    made = Figure(title, _finding(found), table, json)
    return placed(place, made, partial(area.draw, Engagement(found, "viewing sessions", title)))


def wave(found: Sequence[WatchedPart]) -> Wave | None:
    """The sessions through a media, where it was watched again most marked; None without any."""
    if not any(cell.sessions for cell in found):
        return None
    counts = tuple(cell.sessions for cell in found)
    most = max(range(len(found)), key=lambda at: found[at].again)
    wide = max(len(found) // _STRETCHES, 1)
    now = (max(most - wide // 2, 0), most + wide // 2 + 1) if found[most].again else (0, 0)
    return Wave(
        counts, f"Viewing sessions through the video, {counts[0]} at its beginning", now, tuple(_parts(found)), least=1
    )


def _parts(found: Sequence[WatchedPart]) -> Iterator[Part]:
    quarter = max(len(found) // 4, 1)
    for start in range(0, len(found), quarter):
        some = found[start : start + quarter]
        fewest, most = min(cell.sessions for cell in some), max(cell.sessions for cell in some)
        said = f"{clock(some[0].start)} – {clock(some[-1].end)}: {fewest} to {most} watching"
        yield Part(start, start + len(some), clock(some[0].start), said)


def _lines(found: Sequence[WatchedPart]) -> Iterator[tuple[str, ...]]:
    """A line for each run of cells with the same numbers."""
    for (sessions, again), run in groupby(found, key=lambda cell: (cell.sessions, cell.again)):
        same = list(run)
        yield f"{clock(same[0].start)} – {clock(same[-1].end)}", words.number(sessions), words.number(again)


def _finding(found: Sequence[WatchedPart]) -> str:
    """In words; at the very end everybody stops, so that the last of it says nothing."""
    most = found[: _END * len(found) // 100 + 1]
    return " ".join([_kept(most[0].sessions, most[-1]), *_fall(most), *_again(found)])


def _kept(first: int, end: WatchedPart) -> str:
    share = f" ({percent(end.sessions, first)})" if 0 < end.sessions <= first else ""
    left = f"{words.number(end.sessions)}{share} {'was' if end.sessions == 1 else 'were'} there at {clock(end.start)}"
    return f"{words.counted(first, 'viewing session')} watched the beginning, {left}."


def _fall(found: Sequence[WatchedPart]) -> Iterator[str]:
    """Where most stop, or leave out what comes: at one moment, or over a stretch where that is much steeper."""
    before, after = _steepest(found, 1)
    since, until = _steepest(found, max(len(found) // _STRETCHES, 1))
    fall = since.sessions - until.sessions
    if fall > 0 and 2 * (before.sessions - after.sessions) >= fall:
        yield f"Most stop or skip at {clock(after.start)}, {_numbers(before, after)}."
    elif fall > 0:
        yield f"Most stop or skip between {clock(since.start)} and {clock(until.start)}, {_numbers(since, until)}."


def _steepest(found: Sequence[WatchedPart], width: int) -> tuple[WatchedPart, WatchedPart]:
    """The first two cells, that many apart, between which the most are lost."""
    apart = list(zip(found, found[width:], strict=False)) or [(found[0], found[-1])]
    return max(apart, key=lambda two: two[0].sessions - two[1].sessions)


def _numbers(before: WatchedPart, after: WatchedPart) -> str:
    return f"from {words.number(before.sessions)} to {words.number(after.sessions)}"


def _again(found: Sequence[WatchedPart]) -> Iterator[str]:
    most = max(cell.again for cell in found)
    if most:
        where = next(cell for cell in found if cell.again == most)
        yield f"Most watched again: {clock(where.start)} ({words.counted(most, 'time')})."
