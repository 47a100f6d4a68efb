"""Scales: how high an axis reaches, its three counts in one unit, and which names along it have room."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, log10

from generator.charts import lettering
from generator.charts.marks import Anchor
from generator.charts.plot import Tick
from generator.charts.tick_places import TickPlace

STEPS = (1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10)
FEW = 4
UNITS = ((1, "", 10_000), (10**3, "k", 10**6), (10**6, "M", 10**9), (10**9, "G", 10**30))  # of, name, below
ROOMS = {"s": 250, "h": 430, "w": 780}  # px of a plot, at least: on a phone, on half a page, on a whole one
STRIDES = (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 21, 28, 42, 56, 84)  # from one name to the next
SIZE = 13  # px, of names along an axis
GAP = 10  # px, the least between two names


def top(most: float) -> int:
    """The round even number that an axis reaches, so that half of it is whole, too."""
    if most <= FEW:
        return max(2, 2 * ceil(most / 2))
    power = int(10 ** int(log10(most)))
    tops = (round(step * power) for step in (*STEPS, 10 * STEPS[1]))
    return min(number for number in tops if number >= most and number % 2 == 0)


def counts(reached: int) -> tuple[str, str, str]:
    """The top, its half and 0 in words, all in one unit: 1,600, 800, 0 or 1.2 M, 0.6 M, 0."""
    of, name, _ = next(unit for unit in UNITS if reached < unit[2])
    if of == 1:
        return f"{reached:,}", f"{reached // 2:,}", "0"
    tenths = any((10 * value) % (10 * of) for value in (reached, reached // 2))
    said = [f"{value / of:.{int(tenths)}f}\u00a0{name}" for value in (reached, reached // 2)]
    return said[0], said[1], "0"


@dataclass(frozen=True, slots=True)
class Name:
    """A name at the middle of the place of a number, among equally wide ones; a year or a month has its place."""

    words: str
    place: TickPlace | None = None


def ticks(names: Sequence[Name], rooms: Mapping[str, float] = ROOMS) -> tuple[Tick, ...]:
    """The names that have room on plots of each size: a steady step, no two that meet, none that leaves the plot.

    A name without words is never shown.
    """
    found: dict[tuple[float, str, str], str] = {}
    for room, width in rooms.items():
        for one in _fitting(names, width):
            found[one] = found.get(one, "") + room
    return tuple(Tick(at, words, _anchor(anchor), rooms) for (at, words, anchor), rooms in sorted(found.items()))


def _anchor(name: str) -> Anchor:
    return "start" if name == "start" else "end" if name == "end" else "middle"


def _fitting(names: Sequence[Name], width: float) -> list[tuple[float, str, str]]:
    """The place in per cent, words and anchor of each name on a plot of some width: as many as do not meet."""
    for chosen in _choices(names):
        if (laid := _laid(names, chosen, width)) is not None:
            return laid
    first = next((number for number, name in enumerate(names) if name.words), 0)
    return _laid(names, [first], width) or []


def _choices(names: Sequence[Name]) -> Iterator[list[int]]:
    """The numbers of names that may be shown together, the most first; those of years and months at round steps."""
    worded = [number for number, name in enumerate(names) if name.words]
    places = {number: place for number in worded if (place := names[number].place)}
    if not places or len(places) < len(worded):
        yield from (worded[::stride] for stride in STRIDES if stride < len(worded))
        return
    for stride in places[worded[0]].strides:
        if some := [number for number, place in places.items() if place.number % stride == 0]:
            yield some


def _laid(names: Sequence[Name], chosen: Sequence[int], width: float) -> list[tuple[float, str, str]] | None:
    """Some names on a plot of some width, moved in from its edges; None where two would meet."""
    laid, end = [], -float(GAP)
    for number in chosen:
        words, part = names[number].words, (number + 0.5) / len(names)
        wide = lettering.width(words, SIZE)
        anchor, left = _set(part * width, wide, width)
        if left < end + GAP:
            return None
        laid.append(({"start": 0.0, "end": 100.0}.get(anchor, round(100 * part, 2)), words, anchor))
        end = left + wide
    return laid


def _set(middle: float, wide: float, width: float) -> tuple[str, float]:
    """How a name is set, and its left: within the plot."""
    if middle < wide / 2:
        return "start", 0.0
    if width - middle < wide / 2:
        return "end", width - wide
    return "middle", middle - wide / 2


def spread(first: float, last: float, at: Callable[[float], str], every: Sequence[float]) -> tuple[Tick, ...]:
    """Names at round distances between two ends, `every` one of these apart: as many as there is room for."""
    found: dict[tuple[float, str, str], str] = {}
    length = last - first
    for room, width in ROOMS.items():
        widest = max(lettering.width(at(value), SIZE) for value in (first, last)) + 2 * GAP
        step = next((one for one in every if one / length * width >= widest), every[-1])
        number = ceil(first / step)
        while number * step <= last:
            value = number * step
            middle = (value - first) / length * width
            anchor, _ = _set(middle, widest - 2 * GAP, width)
            place = {"start": 0.0, "end": 100.0}.get(anchor, round(100 * (value - first) / length, 2))
            found[place, at(value), anchor] = found.get((place, at(value), anchor), "") + room
            number += 1
    return tuple(Tick(at_, words, _anchor(anchor), rooms) for (at_, words, anchor), rooms in sorted(found.items()))


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")  # noqa: PLR2004
    return f"{number:,}{ending}"
