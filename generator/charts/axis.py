"""Axes: counts up the side from zero, names along the foot, what is not over yet, and what a chart of nothing shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.charts import steps
from generator.charts.canvas import Box, Canvas, width_of

FOOT = 24  # px, the names along the foot
GAP = 10  # px, the least between two labels
STRIDES = (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 21, 28, 42, 56, 84)  # places from one label to the next

YEARS = (1, 2, 5, 10, 20, 50, 100)  # from one named year to the next
MONTHS = (1, 2, 3, 4, 6, 12, 24, 60, 120, 240, 600)  # from one named month to the next; Januaries are among them
STRIPE, APART = 1, 3  # px, the stripes over what is not over yet


@dataclass(frozen=True, slots=True)
class TickPlace:
    """The number of a year or a month, how many may lie from one that is named to the next, and a month's year."""

    number: int
    strides: tuple[int, ...]
    year: str = ""


def of_year(day: date) -> TickPlace:
    """The place of the year of a day: years are named that the step divides."""
    return TickPlace(day.year, YEARS)


def of_month(day: date) -> TickPlace:
    """The place of the month of a day: where some are left out, January is named."""
    return TickPlace(12 * day.year + day.month - 1, MONTHS, str(day.year))


def left(marks: Sequence[int]) -> int:
    """The px that the counts of an axis take beside a plot."""
    return round(max(width_of(steps.short(mark)) for mark in marks)) + 8


def grid(canvas: Canvas, plot: Box, marks: Sequence[int]) -> None:
    """A line across the plot for each count but 0, whose line the bars stand on, and the counts beside it."""
    left, top, width, height = plot
    ys = [round(top + height * (1 - mark / marks[-1])) for mark in marks]
    canvas.boxes("grid", [(left, y, width, 1) for y in ys[1:]])
    for mark, y in zip(marks, ys, strict=True):
        canvas.text(left - 8, y + 4, steps.short(mark), "end")


def stride(labels: Sequence[str], pitch: float) -> int:
    """How many places, `pitch` px each, from one label to the next, so that none meets another."""
    widest = max(width_of(label) for label in labels) + GAP
    return next((s for s in STRIDES if s * pitch >= widest), len(labels))


def dated(label: str, place: TickPlace | None) -> str:
    """The label of the first month that is named on an axis, which has its year."""
    year = place.year if place else ""
    return label if label.endswith(year) else f"{label} {year}"


def named(labels: Sequence[str], places: Sequence[TickPlace], pitch: float) -> list[int]:
    """Which of the years or months of an axis, `pitch` px each, are named: a steady step with room for each label."""
    widest = max(width_of(label) for label in (*labels, dated(labels[0], places[0]))) + GAP
    strides = places[0].strides
    step = next((s for s in strides if s * pitch >= widest), strides[-1])
    return [i for i, place in enumerate(places) if place.number % step == 0] or [0]


def unfinished(canvas: Canvas, bars: Sequence[Box]) -> None:
    """Stripes over the bars of a day, a month or a year that is not over yet."""
    canvas.boxes(
        "paper",
        [
            (left, top + height - down - STRIPE, width, STRIPE)
            for left, top, width, height in bars
            for down in range(APART, round(height), STRIPE + APART)
        ],
    )


def nothing(canvas: Canvas, words: str) -> None:
    """A chart of nothing: an empty axis and what is missing."""
    canvas.boxes("axis", [(0, canvas.height - FOOT, canvas.width, 1)])
    canvas.text(canvas.width / 2, canvas.height / 2, words, "middle")
