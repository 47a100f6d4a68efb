"""A year of days: a column for each week, a row for each weekday, in the colour of the day's listens."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from generator.charts import axis, cells, legend
from generator.charts.canvas import Box, Canvas, Size, Words, blank

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONGEST = 366  # days
LEFT = 34  # px, the weekdays
PITCH = {Size.WIDE: 13, Size.NARROW: 10}  # px from one day to the next
TOP = 20  # px, the months
BLOCKS = {Size.WIDE: 1, Size.NARROW: 2}  # a narrow year is two halves, one under the other
MONTH_WEEKS = 3  # columns that the name of a month needs to itself
WEEK = timedelta(days=7)
HEIGHT = {size: BLOCKS[size] * (TOP + 7 * PITCH[size] + 12) + 4 + legend.height(size) for size in Size}


def svg(  # noqa: PLR0913 - a chart and what it says
    days: Mapping[date, int], first: date, last: date, words: Words, size: Size, *, running: bool = False
) -> bytes:
    """The chart of every day from `first` to `last`, both included, at most 366; a day not in `days` has no listens.

    `running` says that the last one is not over yet.
    """
    canvas = blank("calendar", size, HEIGHT)
    draw(canvas, days, first, last, running=running)
    return canvas.svg(words)


def draw(canvas: Canvas, days: Mapping[date, int], first: date, last: date, *, running: bool = False) -> None:
    """The days in one block or two, their months and weekdays, and the legend."""
    every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    if not 0 < len(every) <= LONGEST:
        raise ValueError(f"{first} to {last} is not between one day and a year")
    size = Size(canvas.width)
    boxes: dict[Box, int] = {}
    for number, block in enumerate(_blocks(every, BLOCKS[size])):
        top = TOP + number * (TOP + 7 * PITCH[size] + 12)
        _names(canvas, block, top)
        boxes |= {_cell(day, block[0], top, PITCH[size]): days.get(day, 0) for day in block}
    cells.draw(canvas, boxes, canvas.height - legend.height(size))
    if running:
        axis.unfinished(canvas, list(boxes)[-1:])


def _blocks(every: Sequence[date], number: int) -> list[Sequence[date]]:
    """The days as they are, or in two halves that meet where a month begins."""
    if number == 1:
        return [every]
    starts = [i for i, day in enumerate(every) if day.day == 1]
    middle = min(starts, key=lambda i: abs(i - len(every) // 2), default=0)
    return [half for half in (every[:middle], every[middle:]) if half]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _cell(day: date, start: date, top: int, pitch: int) -> Box:
    week = (_monday(day) - _monday(start)) // WEEK
    return LEFT + week * pitch, top + day.weekday() * pitch, pitch - 1.5, pitch - 1.5


def _names(canvas: Canvas, block: Sequence[date], top: int) -> None:
    pitch = PITCH[Size(canvas.width)]
    for row, name in ((0, "Mon"), (2, "Wed"), (4, "Fri")):
        canvas.text(0, top + row * pitch + pitch - 2, name)
    for day in (day for i, day in enumerate(block) if i == 0 or day.day == 1):
        following = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
        left = (_monday(min(following, block[-1])) - _monday(day)) // WEEK
        if day.day == 1 or left >= MONTH_WEEKS:
            canvas.text(_cell(day, block[0], top, pitch)[0], top - 7, MONTHS[day.month - 1])
