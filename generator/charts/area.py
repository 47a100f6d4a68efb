"""Engagement: how many sessions watched each part of a media, and upon it how often they watched it again: one area."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.charts import scale
from generator.charts.marks import FIRST, SECOND, Area, Mark, Point, Shape
from generator.charts.plot import Drawing, Said, Sign, drawn

STOPS = 30  # marks, each a stretch of the media
SECOND_MS, MINUTE, HOUR = 1000, 60_000, 3_600_000  # ms
EVERY = (  # ms from one named time to the next
    *(n * SECOND_MS for n in (1, 2, 5, 10, 15, 30)),
    *(n * MINUTE for n in (1, 2, 5, 10, 15, 30)),
    *(n * HOUR for n in (1, 2, 3, 6, 12, 24, 48)),
)
KEY = (Sign(FIRST, "first time in a session"), Sign(SECOND, "again"))


@dataclass(frozen=True, slots=True)
class WatchedPart:
    """A part of a media, its beginning and end in ms: the sessions that watched it, and how often they did so again."""

    start: float
    end: float
    sessions: int
    again: int

    def __post_init__(self) -> None:
        if min(self.sessions, self.again) < 0:
            raise ValueError(f"{clock(self.start)}: {self.sessions} and {self.again}; a count is never negative")


def clock(ms: float) -> str:
    """A time within a media: 0:42, 12:05, 1:02:03."""
    minutes, seconds = divmod(int(ms) // SECOND_MS, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


@dataclass(frozen=True, slots=True)
class Engagement:
    """The cells of a media, one after the other from its beginning on."""

    cells: Sequence[WatchedPart]
    unit: str
    label: str


def draw(engagement: Engagement) -> Drawing:
    """Both areas, one upon the other."""
    cells = engagement.cells
    reached = scale.top(max(cell.sessions + cell.again for cell in cells))
    svg = drawn(_items(cells, reached), Said(engagement.label, engagement.unit, grid=True))
    key = KEY if any(cell.again for cell in cells) else ()
    ticks = scale.spread(0, cells[-1].end, clock, EVERY)
    return Drawing(svg, height="tall", y=scale.counts(reached), x=ticks, key=key)


def _items(cells: Sequence[WatchedPart], reached: int) -> Iterator[Shape | Mark]:
    length = cells[-1].end
    together = -(-len(cells) // STOPS)
    for start in range(0, len(cells), together):
        some = cells[start : start + together]
        left, right = 100 * some[0].start / length, 100 * some[-1].end / length
        yield Mark(_says(some), (), (left, 0, right - left, 100))
    floor = [(0.0, 100.0), (100.0, 100.0)]
    watched = _edge(cells, [cell.sessions for cell in cells], reached)
    both = _edge(cells, [cell.sessions + cell.again for cell in cells], reached)
    yield Area(FIRST, ([floor[0], *watched, floor[1]],))
    if any(cell.again for cell in cells):
        yield Area(SECOND, ([*both, *reversed(watched)],))


def _edge(cells: Sequence[WatchedPart], counts: Sequence[int], reached: int) -> list[Point]:
    """The upper edge of an area, level along each cell; cells of one level are one stretch."""
    length, points = cells[-1].end, list[Point]()
    for cell, count in zip(cells, counts, strict=True):
        y = 100 - 100 * count / reached
        if points and points[-1][1] == y:
            points.pop()
        else:
            points.append((100 * cell.start / length, y))
        points.append((100 * cell.end / length, y))
    return points


def _says(cells: Sequence[WatchedPart]) -> str:
    """From when to when, how many watched, and how often they did so again."""
    fewest, most = min(cell.sessions for cell in cells), max(cell.sessions for cell in cells)
    watched = str(most) if fewest == most else f"{fewest} to {most}"
    again = max(cell.again for cell in cells)
    said = f"{clock(cells[0].start)} – {clock(cells[-1].end)}: {watched} watching"
    return f"{said}, up to {again} again" if again else said
