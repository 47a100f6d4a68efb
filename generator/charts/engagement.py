"""Engagement: how many sessions watched each part of a media, and above it how often they watched it again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.charts import axis, lettering, steps
from generator.charts.canvas import Box, Canvas, Size, Words, blank, width_of

HEIGHT = {Size.WIDE: 280, Size.NARROW: 260}
TOP = {Size.WIDE: 30, Size.NARROW: 50}  # px, the heading and the legend
LEGEND = 20  # px from the heading down to the legend, where there is no room beside it
RIGHT = 4  # px
TICK = 4  # px, the mark of a named time
SECOND, MINUTE, HOUR = 1000, 60_000, 3_600_000  # ms
# ms from one named time to the next
STRIDES = (
    *(n * SECOND for n in (1, 2, 5, 10, 15, 30)),
    *(n * MINUTE for n in (1, 2, 5, 10, 15, 30)),
    *(n * HOUR for n in (1, 2, 3, 6, 12, 24, 48)),
)
NOTHING = "no viewing sessions"


@dataclass(frozen=True, slots=True)
class Cell:
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
    minutes, seconds = divmod(int(ms) // SECOND, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def svg(cells: Sequence[Cell], words: Words, size: Size) -> bytes:
    """The chart of the cells of a media, one after the other from its beginning on."""
    canvas = blank("engagement", size, HEIGHT)
    draw(canvas, cells)
    return canvas.svg(words)


def draw(canvas: Canvas, cells: Sequence[Cell]) -> None:
    """Axes, both areas and the legend, or a quiet line when nothing was watched."""
    most = max((cell.sessions + cell.again for cell in cells), default=0)
    if most == 0:
        axis.nothing(canvas, NOTHING)
        return
    marks = steps.ticks(most)
    left, top = axis.left(marks), TOP[Size(canvas.width)]
    plot = (left, top, canvas.width - left - RIGHT, canvas.height - axis.FOOT - top)
    axis.grid(canvas, plot, marks)
    _areas(canvas, plot, cells, marks[-1])
    _times(canvas, plot, cells[-1].end)
    _heading(canvas, again=any(cell.again for cell in cells))


def _areas(canvas: Canvas, plot: Box, cells: Sequence[Cell], full: int) -> None:
    """Both as one outline each, a level stretch for each cell; what was watched again stands on what was watched."""
    left, top, width, height = plot
    length = cells[-1].end
    for colour, floors, tops in (
        ("accent", [0] * len(cells), [cell.sessions for cell in cells]),
        ("accent-soft", [cell.sessions for cell in cells], [cell.sessions + cell.again for cell in cells]),
    ):
        parts = [
            (
                left + width * cell.start / length,
                left + width * cell.end / length,
                height * low / full,
                height * high / full,
            )
            for cell, low, high in zip(cells, floors, tops, strict=True)
        ]
        _area(canvas, colour, parts, top + height)
    canvas.boxes("axis", [(left, top + height, width, 1)])


def _area(canvas: Canvas, colour: str, parts: Sequence[Box], base: float) -> None:
    """What lies between the floor and the top of every part (left, right, floor, top), stretch by stretch."""
    from matplotlib.path import Path

    points: list[tuple[float, float]] = []
    codes: list[int] = []
    for stretch in _stretches(parts):
        upper = [point for left, right, _, top in stretch for point in ((left, base - top), (right, base - top))]
        lower = [point for left, right, floor, _ in stretch for point in ((left, base - floor), (right, base - floor))]
        outline = _corners([*upper, *reversed(lower)])
        points += [*outline, outline[0]]
        codes += [int(Path.MOVETO), *[int(Path.LINETO)] * (len(outline) - 1), int(Path.CLOSEPOLY)]
    if points:
        canvas.shape(colour, Path(points, codes))


def _stretches(parts: Sequence[Box]) -> Iterator[list[Box]]:
    """The runs of parts that are not empty."""
    run: list[Box] = []
    for part in parts:
        if part[3] > part[2]:
            run.append(part)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _corners(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points without those that lie between two others on one level."""
    kept: list[tuple[float, float]] = []
    for point in points:
        while len(kept) > 1 and kept[-2][1] == kept[-1][1] == point[1]:
            kept.pop()
        kept.append(point)
    return kept


def _times(canvas: Canvas, plot: Box, length: float) -> None:
    left, top, width, height = plot
    room = width_of(clock(length)) + axis.GAP
    stride = next((s for s in STRIDES if width * s / length >= room), STRIDES[-1])
    for moment in range(0, int(length) + 1, stride):
        x = left + width * moment / length
        said = clock(moment)
        half = width_of(said) / 2
        canvas.boxes("axis", [(round(x, 1) - 0.5, top + height, 1, TICK)])
        canvas.text(round(min(x, canvas.width - half), 1), top + height + 18, said, "middle")


def _heading(canvas: Canvas, *, again: bool) -> None:
    narrow = canvas.width == Size.NARROW.value
    canvas.text(0, 12, "times watched")
    shown = [("accent", "first time in a session"), *([("accent-soft", "again")] if again else [])]
    widths = [18 + lettering.width(said) for _, said in shown]
    x = 0.0 if narrow else int(canvas.width - sum(widths)) - 16 * (len(shown) - 1) - RIGHT
    y = 12 + (LEGEND if narrow else 0)
    for (colour, said), wide in zip(shown, widths, strict=True):
        canvas.boxes(colour, [(round(x), y - 11, 12, 12)])
        canvas.text(round(x) + 18, y, said, colour="ink")
        x += wide + 16
