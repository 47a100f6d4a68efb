"""Bars from zero: one for each bucket of time, year of release or hour; the plainest chart, and the commonest.

Beside its value a bar may have a second part upon it, a tick for the period before, or a point of a line over all bars.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.charts import scale
from generator.charts.marks import BEFORE, FIRST, SECOND, SECOND_LINE, UNFINISHED, Area, Line, Lines, Mark, Rect, Shape
from generator.charts.plot import Drawing, Height, Said, Sign, drawn
from generator.charts.tick_places import TickPlace

WIDE = 0.74  # of its place, a bar
BROAD = 0.92  # the same where there are so many that gaps would be lost
BROAD_FROM = 60  # bars
WIDEST = 12  # per cent of the plot, a bar
OVER = 0.08  # of a place, by which a tick reaches out of its bar
SINGLE = 120  # bars that have a mark of their own; of more, some beside one another share one
LEAST = 0.6  # per cent, the height of the smallest count


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its name, and its value in words ("Wednesday 1 May 2024", "12 listens"), and what is drawn of it.

    `short` names it on the axis. `second` stands upon `value`; `before` is the value of the period before. `href` is
    the page about it. `marked` is what the chart's page is about, `running` what is not over yet.
    """

    name: str
    told: str
    short: str
    value: float
    second: float = 0
    before: float | None = None
    line: float | None = None
    href: str = ""
    marked: bool = False
    running: bool = False
    place: TickPlace | None = None

    def __post_init__(self) -> None:
        if min(self.value, self.second, self.before or 0, self.line or 0) < 0:
            raise ValueError(f"{self.name}: {self.value} and {self.second}; a count is never negative")

    @property
    def says(self) -> str:
        """Its name and its value."""
        return f"{self.name}: {self.told}"

    @property
    def highest(self) -> float:
        """The highest that is drawn of it."""
        return max(self.value + self.second, self.before or 0, self.line or 0)


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars in order, what they count, and what those hear of the chart who do not see it.

    `reach` is how high the axis is at least, so that several charts have one scale.
    """

    bars: Sequence[Bar]
    unit: str
    label: str
    key: tuple[Sign, ...] = ()
    height: Height = ""
    reach: float = 0
    focusable: bool = True


def draw(chart: Bars) -> Drawing:
    """The chart of some bars; none without a bar is ever asked for."""
    reached = scale.top(max(chart.reach, *(bar.highest for bar in chart.bars)))
    marks = _single(chart.bars, reached) if len(chart.bars) <= SINGLE else _shared(chart.bars, reached)
    svg = drawn(
        [*marks, *_over(chart.bars, reached)], Said(chart.label, chart.unit, grid=True, focusable=chart.focusable)
    )
    names = [scale.Name(bar.short, bar.place) for bar in chart.bars]
    return Drawing(svg, height=chart.height, y=scale.counts(reached), x=scale.ticks(names), key=chart.key)


def _single(bars: Sequence[Bar], reached: int) -> Iterator[Mark]:
    pitch = 100 / len(bars)
    for place, bar in enumerate(bars):
        shapes = [Rect(tone, *box) for tone, box in _boxes(bar, place, len(bars), reached)]
        yield Mark(bar.says, shapes, (place * pitch, 0, pitch, 100), bar.href)


def _boxes(bar: Bar, place: int, number: int, reached: int) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """The tone and the box of each part of a bar that counts anything."""
    pitch = 100 / number
    wide = min(pitch * (WIDE if number < BROAD_FROM else BROAD), WIDEST)
    left, base = place * pitch + (pitch - wide) / 2, 100.0
    first = UNFINISHED if bar.running else SECOND if bar.marked else FIRST
    for tone, value in ((first, bar.value), (SECOND, bar.second)):
        if value:
            tall = max(100 * value / reached, LEAST)
            base -= tall
            yield tone, (left, base, wide, tall)


def _shared(bars: Sequence[Bar], reached: int) -> Iterator[Mark | Shape]:
    """The bars as one outline a tone, and marks of as many neighbours as there would be too many marks otherwise."""
    outlines: dict[str, list[tuple[tuple[float, float], ...]]] = {}
    for place, bar in enumerate(bars):
        for tone, (x, y, wide, tall) in _boxes(bar, place, len(bars), reached):
            outlines.setdefault(tone, []).append(((x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall)))
    pitch, together = 100 / len(bars), -(-len(bars) // SINGLE)
    for start in range(0, len(bars), together):
        some = bars[start : start + together]
        yield Mark(_together(some), (), (start * pitch, 0, pitch * len(some), 100))
    yield from (Area(tone, found) for tone, found in outlines.items())


def _together(bars: Sequence[Bar]) -> str:
    if len(bars) == 1:
        return bars[0].says
    return f"{bars[0].name} – {bars[-1].name}: {', '.join(f'{bar.value:,g}' for bar in bars)}"


def _over(bars: Sequence[Bar], reached: int) -> Iterator[Shape]:
    """The ticks of the period before, and the line."""
    pitch = 100 / len(bars)
    ticks = [
        (((place + edge) * pitch, y), ((place + 1 - edge) * pitch, y))
        for place, bar in enumerate(bars)
        if bar.before is not None and bar.before > 0
        for edge, y in [((1 - min(WIDE, WIDEST / pitch)) / 2 - OVER, 100 - 100 * bar.before / reached)]
    ]
    if ticks:
        yield Lines(BEFORE, ticks)
    run: list[tuple[float, float]] = []
    for place, bar in enumerate(bars):
        if bar.line is not None:
            run.append(((place + 0.5) * pitch, 100 - 100 * bar.line / reached))
        elif run:
            yield Line(SECOND_LINE, run)
            run = []
    if run:
        yield Line(SECOND_LINE, run)
