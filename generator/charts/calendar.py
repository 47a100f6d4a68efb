"""A year of days: a column for each week, a row for each weekday, a dot for the listens of a day.

The year is in two halves, each a picture of its own: beside one another where there is room, else one above the other.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.charts import dots
from generator.charts.dots import PITCH, Cell
from generator.charts.marks import Label, Mark, Shape
from generator.charts.plot import Drawing, Panel, Said, drawn
from generator.charts.steps import Class

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONGEST = 366  # days
HALF = 184  # days, from which a stretch is in two halves
LEFT, TOP = 14, 14  # units, the weekdays and the months
HEIGHT = 130  # units, with the text of a mark at the foot
HALF_WEEKS = 27  # columns of a half, which a shorter stretch does not fill
MONTH_WEEKS = 3  # columns that the name of a month needs to itself


@dataclass(frozen=True, slots=True)
class Days:
    """The days from the first to the last, both included, at most a year; one not in `counts` has none.

    `told` says a day and its count in words. `unit` is what is counted, in the plural.
    """

    counts: Mapping[date, int]
    first: date
    last: date
    told: Callable[[date, int], str]
    unit: str
    label: str


def draw(days: Days) -> Drawing:
    """The calendar of some days."""
    every = [days.first + timedelta(days=n) for n in range((days.last - days.first).days + 1)]
    if not 0 < len(every) <= LONGEST:
        raise ValueError(f"{days.first} to {days.last} is not between one day and a year")
    classes = dots.classes_of([days.counts.get(day, 0) for day in every])
    halves = [Panel("", "", Drawing(_half(days, half, classes), "cells")) for half in _halves(every)]
    return Drawing(kind="halves", panels=tuple(halves), key=dots.key(classes, days.unit))


def _halves(every: Sequence[date]) -> list[Sequence[date]]:
    """The days as they are, or in two halves that meet where a month begins."""
    if len(every) <= HALF:
        return [every]
    starts = [i for i, day in enumerate(every) if day.day == 1]
    middle = min(starts, key=lambda i: abs(i - len(every) // 2))
    return [half for half in (every[:middle], every[middle:]) if half]


def _half(days: Days, half: Sequence[date], classes: Sequence[Class]) -> bytes:
    weeks = _week(half[-1], half[0]) + 1
    cells = [_cell(day, half[0], days) for day in half]
    label = f"{days.label}, {half[0].day} {MONTHS[half[0].month - 1]} to {half[-1].day} {MONTHS[half[-1].month - 1]}"
    view = LEFT + max(weeks, HALF_WEEKS) * PITCH, HEIGHT
    return drawn([*_names(half), *dots.draw(cells, classes)], Said(label, kind="cells"), view)


def _week(day: date, first: date) -> int:
    return ((day - first).days + first.weekday()) // 7


def _cell(day: date, first: date, days: Days) -> Cell:
    count = days.counts.get(day, 0)
    x, y = LEFT + _week(day, first) * PITCH + PITCH // 2, TOP + day.weekday() * PITCH + PITCH // 2
    return Cell(x, y, count, days.told(day, count))


def _names(half: Sequence[date]) -> Iterator[Shape | Mark]:
    for row, name in ((0, "M"), (2, "W"), (4, "F")):
        yield Label(name, 0, TOP + row * PITCH + 10.5, anchor="start", tone="at")
    for day in (day for i, day in enumerate(half) if i == 0 or day.day == 1):
        following = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
        if day.day == 1 or _week(min(following, half[-1]), half[0]) - _week(day, half[0]) >= MONTH_WEEKS:
            yield Label(MONTHS[day.month - 1], LEFT + _week(day, half[0]) * PITCH, 9, anchor="start", tone="at")
