"""Ranks over the years, the first one on top: a line for each name through its places, or one name's year by year."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.charts import scale
from generator.charts.marks import (
    FIRST_DOT,
    FIRST_LINE,
    SECOND_DOT,
    SECOND_LINE,
    Dot,
    Label,
    Lines,
    Mark,
    Point,
    Shape,
)
from generator.charts.plot import Drawing, Said, drawn

TOP, DEEP = 6, 88  # per cent: the first rank, and from there to the last one
DOT, OWN = 5, 7  # px, the radius of a place
ABOVE, BELOW = -14, 24  # px, the number of a place from its middle
CORNER, SIDE = -6, 9  # px, the number of a place beside its line
LEAST = 10  # ranks


@dataclass(frozen=True, slots=True)
class Ranked:
    """A name, its rank by the number of the unit of time, and all of them in words."""

    name: str
    ranks: Mapping[int, int]
    says: str
    href: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Ranks:
    """Names and their ranks down to the last one shown, in units of time; `own` is the name that is marked."""

    names: Sequence[Ranked]
    last: int
    units: Sequence[scale.Name]
    unit: str
    label: str


def draw(ranks: Ranks) -> Drawing:
    """The lines of some names; those ranked in the last unit stand beside it, in the order of their ranks."""
    end = len(ranks.units) - 1
    ended = {one.ranks[end]: one for one in ranks.names if end in one.ranks}
    svg = drawn(_lines(ranks), Said(ranks.label, ranks.unit))
    rows = range(1, ranks.last + 1)
    return Drawing(
        svg,
        "plot ranks",
        y=tuple(map(str, rows)),
        x=scale.ticks(ranks.units),
        ends=tuple(ended[row].name if row in ended else "" for row in rows),
    )


def _lines(ranks: Ranks) -> Iterator[Shape | Mark]:
    number = len(ranks.units)
    for one in sorted(ranks.names, key=lambda one: one.own):
        line, dot = (SECOND_LINE, SECOND_DOT) if one.own else (FIRST_LINE, FIRST_DOT)
        at = {place: _row_at(place, rank, number, ranks.last) for place, rank in sorted(one.ranks.items())}
        pieces = [(at[a], at[b]) for a, b in pairwise(at) if b == a + 1]
        dots = [Dot(dot, x, y, DOT) for x, y in at.values()]
        yield Mark(one.says, [*([Lines(line, pieces)] if pieces else []), *dots], href=one.href)


def _row_at(place: int, rank: int, number: int, last: int) -> Point:
    """The middle of a row of a rank: rows are equally high, as the names beside them."""
    return 100 * (place + 0.5) / number, 100 * (rank - 0.5) / last


@dataclass(frozen=True, slots=True)
class Place:
    """A unit of time, its rank or None, and both in words."""

    rank: int | None
    says: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """One name's ranks in units of time."""

    places: Sequence[Place]
    units: Sequence[scale.Name]
    unit: str
    label: str


def draw_course(course: Course) -> Drawing:
    """The line of one name, the number of each rank at its place."""
    worst = max(LEAST, *(place.rank or 0 for place in course.places))
    svg = drawn(_course(course, worst), Said(course.label, course.unit))
    return Drawing(svg, "plot course", y=("1st", scale.ordinal(worst)), x=scale.ticks(course.units))


def _course(course: Course, worst: int) -> Iterator[Shape | Mark]:
    number = len(course.places)
    at = {
        place: (100 * (place + 0.5) / number, TOP + DEEP * (one.rank - 1) / (worst - 1))
        for place, one in enumerate(course.places)
        if one.rank
    }
    yield Lines("edge", [((0, y), (100, y)) for y in (TOP, TOP + DEEP)])
    if pieces := [(at[a], at[b]) for a, b in pairwise(at) if b == a + 1]:
        yield Lines(FIRST_LINE, pieces)
    named = _named(course.places)
    for place, one in enumerate(course.places):
        shapes: list[Shape] = []
        if place in at and one.rank:
            x, y = at[place]
            shapes = [Dot(SECOND_DOT, x, y, OWN)]
            if place in named:
                shapes.append(_number(str(one.rank), (x, y), (at.get(place - 1), at.get(place + 1))))
        yield Mark(one.says, shapes, (100 * place / number, 0, 100 / number, 100), one.href)


def _number(rank: str, at: Point, beside: tuple[Point | None, Point | None]) -> Label:
    """The number of a rank where no line runs: over a peak, under a low, beside a line that falls or rises."""
    (x, y), (before, after) = at, beside
    is_lower_before, is_lower_after = (point is None or point[1] >= y for point in beside)
    if is_lower_before and is_lower_after and y > TOP:
        return Label(rank, x, y, ABOVE)
    if before and after and is_lower_before != is_lower_after:
        # A line that falls leaves room at the upper right, one that rises at the upper left.
        return Label(rank, x, y, CORNER, SIDE if is_lower_after else -SIDE, "start" if is_lower_after else "end")
    return Label(rank, x, y, BELOW)


NAMED = 13  # places that all have their numbers


def _named(places: Sequence[Place]) -> set[int]:
    """Whose rank is written: everyone's, or, of many, the best one's and the last one's."""
    ranked = [number for number, place in enumerate(places) if place.rank]
    if len(ranked) <= NAMED:
        return set(ranked)
    return {min(ranked, key=lambda number: (places[number].rank or 0, number)), ranked[-1]}
