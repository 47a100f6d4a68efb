"""Listens by weekday and hour: seven rows of twenty-four cells."""

from collections.abc import Sequence

from generator.charts import cells, legend, lettering
from generator.charts.canvas import Box, Canvas, Size, Words, blank

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
HOURS = 24
LEFT = {Size.WIDE: 40, Size.NARROW: 38}  # px, the weekdays
PITCH = {Size.WIDE: (30, 26), Size.NARROW: (12.5, 22)}  # px from one cell to the next, across and down
GAP = {Size.WIDE: 2, Size.NARROW: 1.5}  # px between two cells
TOP = 40  # px, the hours and their unit
HEIGHT = {size: round(TOP + 7 * PITCH[size][1] + 16 + legend.height(size)) for size in Size}


def svg(counts: Sequence[Sequence[int]], words: Words, size: Size, zone: str = "UTC") -> bytes:
    """The chart of seven rows, Monday first, of 24 counts of listens, hour 0 first, by the clock of `zone`."""
    canvas = blank("daily-heatmap", size, HEIGHT)
    draw(canvas, counts, zone)
    return canvas.svg(words)


def draw(canvas: Canvas, counts: Sequence[Sequence[int]], zone: str) -> None:
    """The cells under their hours, and the legend."""
    if [len(row) for row in counts] != [HOURS] * len(WEEKDAYS):
        raise ValueError("counts are 7 rows of 24")
    size = Size(canvas.width)
    (across, down), left, gap = PITCH[size], LEFT[size], GAP[size]
    _names(canvas, size, zone)
    boxes: dict[Box, int] = {
        (left + hour * across, TOP + day * down, across - gap, down - gap): count
        for day, row in enumerate(counts)
        for hour, count in enumerate(row)
    }
    cells.draw(canvas, boxes, TOP + 7 * down + 16)


def _names(canvas: Canvas, size: Size, zone: str) -> None:
    across, down = PITCH[size]
    heading = lettering.fitted(f"hour of the day, {zone}", canvas.width - LEFT[size])
    canvas.text(LEFT[size], 12, heading)
    for hour in range(0, HOURS, 1 if size is Size.WIDE else 3):
        canvas.text(LEFT[size] + (hour + 0.5) * across - GAP[size] / 2, TOP - 7, str(hour), "middle")
    for day, name in enumerate(WEEKDAYS):
        canvas.text(0, round(TOP + day * down + down / 2 + 3), name)
