"""Listens by weekday and hour: seven rows of twenty-four dots."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.charts import dots
from generator.charts.dots import PITCH, Cell
from generator.charts.marks import Label
from generator.charts.plot import Drawing, Said, drawn

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
HOURS = 24
LEFT, TOP = 30, 14  # units, the weekdays and the hours
VIEW = (LEFT + HOURS * PITCH, 130)
NAMED = (0, 6, 12, 18)


@dataclass(frozen=True, slots=True)
class Hours:
    """Seven rows, Monday first, of 24 counts, hour 0 first; `told` says a weekday, an hour and its count in words."""

    counts: Sequence[Sequence[int]]
    told: Callable[[int, int, int], str]
    unit: str
    label: str


def draw(hours: Hours) -> Drawing:
    """The picture of a week's hours."""
    if [len(row) for row in hours.counts] != [HOURS] * len(WEEKDAYS):
        raise ValueError("counts are 7 rows of 24")
    classes = dots.classes_of([count for row in hours.counts for count in row])
    cells = [
        Cell(LEFT + hour * PITCH + PITCH // 2, TOP + day * PITCH + PITCH // 2, count, hours.told(day, hour, count))
        for day, row in enumerate(hours.counts)
        for hour, count in enumerate(row)
    ]
    names = [Label(name, 0, TOP + day * PITCH + 10.5, anchor="start", tone="at") for day, name in enumerate(WEEKDAYS)]
    names += [Label(f"{hour}:00", LEFT + hour * PITCH, 9, anchor="start", tone="at") for hour in NAMED]
    svg = drawn([*names, *dots.draw(cells, classes)], Said(hours.label, kind="cells"), VIEW)
    return Drawing(svg, "cells", key=dots.key(classes, hours.unit))
