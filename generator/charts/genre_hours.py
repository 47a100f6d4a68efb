"""Genres by hour of the day: a row a genre, twenty-four cells, in the colour of the hour's listens."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.charts import axis, cells, legend, lettering
from generator.charts.canvas import Box, Canvas, Size, Words, blank

HOURS = 24
MOST = 12  # genres
LEFT = {Size.WIDE: 148, Size.NARROW: 112}  # px, the genres
PITCH = {Size.WIDE: (25.5, 24), Size.NARROW: (9.5, 22)}  # px from one cell to the next, across and down
GAP = {Size.WIDE: 2, Size.NARROW: 1.5}  # px between two cells
STEP = {Size.WIDE: 1, Size.NARROW: 6}  # hours from one that is named to the next
TOP = 40  # px, the hours and their unit
FOOT = 16  # px, from the cells to the legend


@dataclass(frozen=True, slots=True)
class GenreHours:
    """A genre and its listens in each of the 24 hours, hour 0 first."""

    name: str
    counts: Sequence[int]

    def __post_init__(self) -> None:
        if len(self.counts) != HOURS:
            raise ValueError(f"{self.name}: {len(self.counts)} counts are not those of {HOURS} hours")


def svg(rows: Sequence[GenreHours], words: Words, size: Size, zone: str = "UTC") -> bytes:
    """The chart of the twelve genres with the most listens, in that order; of equals the one given first.

    `zone` names the clock that the hours are of.
    """
    shown = sorted(rows, key=lambda row: -sum(row.counts))[:MOST]
    canvas = blank("genre-hours", size, heights(rows))
    draw(canvas, shown, zone)
    return canvas.svg(words)


def heights(rows: Sequence[GenreHours]) -> dict[Size, int]:
    """How high the chart of some genres is."""
    count = max(min(len(rows), MOST), 1)
    return {size: round(TOP + count * PITCH[size][1] + FOOT + legend.height(size)) for size in Size}


def draw(canvas: Canvas, rows: Sequence[GenreHours], zone: str) -> None:
    """The cells between their genres and hours, and the legend; a quiet line when there is no genre."""
    if not rows:
        axis.nothing(canvas, "no listens with a known genre")
        return
    size = Size(canvas.width)
    (across, down), left, gap = PITCH[size], LEFT[size], GAP[size]
    _names(canvas, rows, zone)
    boxes: dict[Box, int] = {
        (left + hour * across, TOP + number * down, across - gap, down - gap): count
        for number, row in enumerate(rows)
        for hour, count in enumerate(row.counts)
    }
    cells.draw(canvas, boxes, TOP + len(rows) * down + FOOT)


def _names(canvas: Canvas, rows: Sequence[GenreHours], zone: str) -> None:
    size = Size(canvas.width)
    across, down = PITCH[size]
    left = LEFT[size] if size is Size.WIDE else 0
    canvas.text(left, 12, lettering.fitted(f"hour of the day, {zone}", canvas.width - left))
    for hour in range(0, HOURS, STEP[size]):
        canvas.text(LEFT[size] + (hour + 0.5) * across - GAP[size] / 2, TOP - 7, str(hour), "middle")
    for number, row in enumerate(rows):
        name = lettering.fitted(row.name, LEFT[size] - 8)
        canvas.text(0, round(TOP + number * down + down / 2 + 3), name, colour="ink")
