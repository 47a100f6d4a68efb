"""Running totals: one or two lines from zero, and a mark for each stretch of time that says where they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.charts import scale
from generator.charts.marks import FIRST_LINE, SECOND_DOT, SECOND_LINE, Dot, Line, Mark, Point, Shape
from generator.charts.plot import Drawing, Height, Said, Sign, Tick, drawn

END = 6  # px, the radius of where a line has come to
POINTS = 240  # of a line at most


@dataclass(frozen=True, slots=True)
class Stop:
    """A stretch of the way, in per cent of it, and what it says of where the lines stand at its end."""

    start: float
    end: float
    says: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class RunningTotals:
    """The totals of one or two series at equal steps, the one that the chart is about first; it may be shorter.

    `steps` is how many there are on the whole way.
    """

    series: Sequence[Sequence[float]]
    steps: int
    stops: Sequence[Stop]
    ticks: tuple[Tick, ...]
    unit: str
    label: str
    key: tuple[Sign, ...] = ()
    height: Height = "tall"

    def __post_init__(self) -> None:
        if (least := min((min(one, default=0) for one in self.series), default=0)) < 0:
            raise ValueError(f"{self.label}: {least}; a count is never negative")


def draw(lines: RunningTotals) -> Drawing:
    """The chart of some totals."""
    reached = scale.top(max(max(one, default=0) for one in lines.series))
    svg = drawn(_items(lines, reached), Said(lines.label, lines.unit, grid=True))
    return Drawing(svg, height=lines.height, y=scale.counts(reached), x=lines.ticks, key=lines.key)


def _items(lines: RunningTotals, reached: int) -> Iterator[Shape | Mark]:
    for stop in lines.stops:
        yield Mark(stop.says, (), (stop.start, 0, stop.end - stop.start, 100), stop.href)
    first, *others = [_points(one, lines.steps, reached) for one in lines.series]
    for other in others:
        yield Line(FIRST_LINE, other)
    yield Line(SECOND_LINE, first)
    if len(first) < lines.steps or not others:
        yield Dot(SECOND_DOT, *first[-1], END)


def _points(totals: Sequence[float], steps: int, reached: int) -> list[Point]:
    """The corners of a line: as many as can be told apart, the last among them."""
    every = max(len(totals) // POINTS, 1)
    shown = sorted({*range(0, len(totals), every), len(totals) - 1})
    return [(100 * place / max(steps - 1, 1), 100 - 100 * totals[place] / reached) for place in shown]
