"""Artists over time: a strip of bars an artist, one under the other, all to one scale and on one axis of time."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.charts import axis, lettering, steps
from generator.charts.canvas import Box, Canvas, Size, Words, blank

MOST = {Size.WIDE: 10, Size.NARROW: 7}  # strips
NAMES = {Size.WIDE: 190, Size.NARROW: 0}  # px beside the strips
ABOVE = {Size.WIDE: 0, Size.NARROW: 18}  # px over each strip, its name where there is no room beside it
STRIP = {Size.WIDE: 34, Size.NARROW: 30}  # px, the full height of a bar
GAP = 12  # px between two strips
TOP = 30  # px, the heading
RIGHT = 2  # px
BAR = 40  # px, the widest bar


@dataclass(frozen=True, slots=True)
class Series:
    """An artist and the listens in each unit of time."""

    name: str
    counts: Sequence[int]

    def __post_init__(self) -> None:
        if (least := min(self.counts, default=0)) < 0:
            raise ValueError(f"{self.name}: {least} listens; a count is never negative")

    @property
    def total(self) -> int:
        """The listens of the artist in all units."""
        return sum(self.counts)


def svg(  # noqa: PLR0913 - a chart and what it says
    series: Sequence[Series],
    units: Sequence[str],
    words: Words,
    size: Size,
    places: Sequence[axis.TickPlace] = (),
    *,
    running: bool = False,
) -> bytes:
    """The chart of the artists with the most listens, ten wide or seven narrow; of equals the one given first.

    `units` are short names of the units of time, one for each count of every series; years have their `places`.
    `running` says that the last one is not over yet.
    """
    shown = [one for one in sorted(series, key=lambda one: -one.total) if one.total][: MOST[size]]
    canvas = blank("evolution", size, heights(series))
    draw(canvas, shown, units, places, running=running)
    return canvas.svg(words)


def heights(series: Sequence[Series]) -> dict[Size, int]:
    """How high the chart of some artists is."""
    count = sum(one.total > 0 for one in series)
    return {size: TOP + max(min(count, MOST[size]), 2) * _pitch(size) + axis.FOOT for size in Size}


def draw(
    canvas: Canvas,
    series: Sequence[Series],
    units: Sequence[str],
    places: Sequence[axis.TickPlace] = (),
    *,
    running: bool = False,
) -> None:
    """The strips, their names, the time under them; a quiet line when there is no series."""
    if any(len(one.counts) != len(units) for one in series):
        raise ValueError(f"a series has a count for each of {len(units)} units")
    if not series:
        axis.nothing(canvas, "no listens")
        return
    full = steps.ticks(max(max(one.counts) for one in series), 1)[-1]
    left = NAMES[Size(canvas.width)] + axis.left([full])
    canvas.text(NAMES[Size(canvas.width)], 12, "listens")
    for number, one in enumerate(series):
        plot = _plot(canvas, left, number)
        axis.grid(canvas, plot, [0, full]) if number == 0 else _line(canvas, plot)
        _bars(canvas, plot, one.counts, full, running=running)
        _name(canvas, plot, one)
    _units(canvas, _plot(canvas, left, len(series) - 1), units, places)


def _pitch(size: Size) -> int:
    return ABOVE[size] + STRIP[size] + GAP


def _plot(canvas: Canvas, left: int, number: int) -> Box:
    size = Size(canvas.width)
    return left, TOP + number * _pitch(size) + ABOVE[size], canvas.width - left - RIGHT, STRIP[size]


def _line(canvas: Canvas, plot: Box) -> None:
    left, top, width, _ = plot
    canvas.boxes("grid", [(left, top, width, 1)])


def _bars(canvas: Canvas, plot: Box, counts: Sequence[int], full: int, *, running: bool) -> None:
    left, top, width, height = plot
    pitch = width / len(counts)
    bar = min(pitch * 0.8, BAR)
    boxes = {
        i: (left + (i + 0.5) * pitch - bar / 2, top + height - tall, bar, tall)
        for i, count in enumerate(counts)
        if (tall := max(height * count / full, min(count, 1)))
    }
    canvas.boxes("accent", list(boxes.values()))
    if running:
        axis.unfinished(canvas, [box for i, box in boxes.items() if i == len(counts) - 1])
    canvas.boxes("axis", [(left, top + height, width, 1)])


def _name(canvas: Canvas, plot: Box, one: Series) -> None:
    left, top, width, height = plot
    total = steps.short(one.total)
    if ABOVE[Size(canvas.width)]:
        room = width - lettering.width(total) - axis.GAP
        canvas.text(left, top - 6, lettering.fitted(one.name, room), colour="ink")
        canvas.text(left + width, top - 6, total, "end")
        return
    canvas.text(0, top + height - 14, lettering.fitted(one.name, NAMES[Size.WIDE] - axis.GAP), colour="ink")
    canvas.text(0, top + height + 1, total)


def _units(canvas: Canvas, plot: Box, units: Sequence[str], places: Sequence[axis.TickPlace]) -> None:
    """Names under the last strip; one that, moved in from the edge, would stand too near to another is left out."""
    left, top, width, height = plot
    pitch = width / len(units)
    end = -float(axis.GAP)
    named = axis.named(units, places, pitch) if places else range(0, len(units), axis.stride(units, pitch))
    for i in named:
        half = lettering.width(units[i]) / 2
        x = min(max(left + (i + 0.5) * pitch, half), canvas.width - half)
        if x - half >= end + axis.GAP / 2:
            canvas.text(round(x, 1), top + height + 17, units[i], "middle")
            end = x + half
