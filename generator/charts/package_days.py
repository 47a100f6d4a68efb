"""The days of a package: a bar for the requests of each day, and a line of the mean of seven days."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from generator.charts import activity, axis, lettering, steps
from generator.charts.canvas import Box, Canvas, Size, Words, blank, outline, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.path import Path

    from generator.charts.activity import Bucket

HEIGHT = {Size.WIDE: 240, Size.NARROW: 240}
ROWS = {Size.WIDE: 1, Size.NARROW: 3}  # of words above the plot
ABOVE = 10  # px, between them
BAR = 40  # px, the widest bar
LINE = 2  # px
SIGN = 12  # px, of a colour in the legend
DAY, MEAN = "views a day", "mean of seven days"

Point = tuple[float, float]


def svg(days: Sequence[Bucket], means: Sequence[float | None], words: Words, size: Size) -> bytes:
    """The chart of some days in their order, and the mean of the seven that end with each; None where none is known."""
    canvas = blank("package-days", size, HEIGHT)
    draw(canvas, days, means)
    return canvas.svg(words)


def draw(canvas: Canvas, days: Sequence[Bucket], means: Sequence[float | None]) -> None:
    """Axis, bars, line, dates and legend, or a quiet line when no day holds a request."""
    highest = max((*(day.count for day in days), *(mean for mean in means if mean is not None)), default=0)
    if highest == 0:
        axis.nothing(canvas, "no views")
        return
    marks = steps.ticks(-int(-highest // 1))
    plot = _plot(canvas, marks)
    axis.grid(canvas, plot, marks)
    _bars(canvas, plot, days, marks[-1])
    _line(canvas, plot, means, marks[-1])
    _dates(canvas, plot, days)
    _legend(canvas)


def _plot(canvas: Canvas, marks: Sequence[int]) -> Box:
    left, top = axis.left(marks), activity.ROW * ROWS[Size(canvas.width)] + ABOVE
    return left, top, canvas.width - left - activity.RIGHT, canvas.height - axis.FOOT - top


def _bars(canvas: Canvas, plot: Box, days: Sequence[Bucket], full: int) -> None:
    left, top, width, height = plot
    pitch, base = width / len(days), round(top + height)
    bar = min(pitch * 0.8 if pitch > 4 else pitch - 0.3, BAR)  # noqa: PLR2004 - px; thin bars keep a hairline apart
    talls = [max(height * day.count / full, min(day.count, 1)) for day in days]
    boxes = [(left + (i + 0.5) * pitch - bar / 2, base - tall, bar, tall) for i, tall in enumerate(talls)]
    canvas.boxes("accent-soft", boxes)
    axis.unfinished(canvas, [box for box, day in zip(boxes, days, strict=True) if day.running])
    canvas.boxes("axis", [(left, base, width, 1)])


def _line(canvas: Canvas, plot: Box, means: Sequence[float | None], full: int) -> None:
    """The line, from the middle of one bar to that of the next, broken where a mean is unknown; one alone is a dot."""
    left, top, width, height = plot
    pitch = width / len(means)
    for is_known, run in groupby(enumerate(means), key=lambda each: each[1] is not None):
        if is_known:
            points = [(left + (i + 0.5) * pitch, top + height * (1 - (mean or 0) / full)) for i, mean in run]
            canvas.shape("accent", _stroke(points))


def _stroke(points: Sequence[Point]) -> Path:
    """A line from left to right as one filled path: along its upper edge, and back along its lower one."""
    import numpy as np
    from matplotlib.path import Path

    if len(points) == 1:
        ((x, y),) = points
        return outline([(x - LINE, y - LINE, 2 * LINE, 2 * LINE)])
    places = np.array(points, dtype=float)
    moves = np.diff(places, axis=0)
    normals = np.stack([moves[:, 1], -moves[:, 0]], axis=1) / np.hypot(*moves.T)[:, None]
    # At a corner the edges meet half way between the two directions.
    joined = np.vstack([normals[:1], normals[:-1] + normals[1:], normals[-1:]])
    edge = joined / np.hypot(*joined.T)[:, None] * LINE / 2
    corners = np.vstack([places + edge, (places - edge)[::-1], places[:1] + edge[:1]])
    codes = (Path.MOVETO, *(Path.LINETO,) * (len(corners) - 2), Path.CLOSEPOLY)
    return Path(corners, codes)


def _dates(canvas: Canvas, plot: Box, days: Sequence[Bucket]) -> None:
    left, top, width, height = plot
    pitch = width / len(days)
    for i, label in activity.labels(days, pitch):
        half = width_of(label) / 2
        x = min(max(left + (i + 0.5) * pitch, half), canvas.width - half)
        canvas.text(round(x, 1), top + height + 17, label, "middle")


def _legend(canvas: Canvas) -> None:
    """The unit at the left; the two signs in a row at the right of it, or one under the other above it."""
    rows = ROWS[Size(canvas.width)]
    canvas.text(0, activity.ROW * rows - 6, "views")
    right = float(canvas.width - activity.RIGHT)
    for row, (colour, name) in enumerate((("accent-soft", DAY), ("accent", MEAN)) if rows > 1 else _FROM_RIGHT):
        right = right - lettering.width(name) - SIGN - 6 if rows == 1 else 0
        y = activity.ROW * (row + 1 if rows > 1 else 1) - 6
        tall = LINE if colour == "accent" else SIGN
        canvas.boxes(colour, [(round(right), y - 5 - tall / 2, SIGN, tall)])
        canvas.text(round(right) + SIGN + 6, y, name, colour="ink")
        right -= 20


_FROM_RIGHT = (("accent", MEAN), ("accent-soft", DAY))
