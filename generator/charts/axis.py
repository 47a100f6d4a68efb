"""Axes: counts up the side from zero, names along the foot, and what a chart of nothing shows."""

from collections.abc import Sequence

from generator.charts import canvas as sheet
from generator.charts import steps
from generator.charts.canvas import Box, Canvas

FOOT = 24  # px, the names along the foot
GAP = 10  # px, the least between two labels
STRIDES = (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 21, 28, 42, 56, 84)  # places from one label to the next


def left(marks: Sequence[int]) -> int:
    """The px that the counts of an axis take beside a plot."""
    return round(max(sheet.width_of(steps.short(mark)) for mark in marks)) + 8


def grid(canvas: Canvas, plot: Box, marks: Sequence[int]) -> None:
    """A line across the plot for each count but 0, whose line the bars stand on, and the counts beside it."""
    left, top, width, height = plot
    ys = [round(top + height * (1 - mark / marks[-1])) for mark in marks]
    canvas.boxes("grid", [(left, y, width, 1) for y in ys[1:]])
    for mark, y in zip(marks, ys, strict=True):
        canvas.text(left - 8, y + 4, steps.short(mark), "end")


def stride(labels: Sequence[str], pitch: float) -> int:
    """How many places, `pitch` px each, from one label to the next, so that none meets another."""
    widest = max(sheet.width_of(label) for label in labels) + GAP
    return next((s for s in STRIDES if s * pitch >= widest), len(labels))


def nothing(canvas: Canvas, words: str) -> None:
    """A chart of nothing: an empty axis and what is missing."""
    canvas.boxes("axis", [(0, canvas.height - FOOT, canvas.width, 1)])
    canvas.text(canvas.width / 2, canvas.height / 2, words, "middle")
