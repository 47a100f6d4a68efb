"""The clock of the day: a bar for each of 24 hours around a dial, midnight at the top; the strongest hour is marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from generator.charts.marks import FIRST, SECOND, Anchor, Area, Dot, Label, Mark, Point
from generator.charts.plot import Drawing, Said, drawn

HOURS = 24
MIDDLE, INNER, OUTER = 280, 72, 208  # units: the middle of the dial, where bars begin, and how far the longest reaches
VIEW = (2 * MIDDLE, 2 * MIDDLE + 16)
FULL = 0.84  # of its place, a bar
BEND = 3  # pieces of an arc
NAMES: tuple[tuple[int, int, int, Anchor], ...] = (
    (0, 0, -OUTER - 12, "middle"),
    (6, OUTER + 10, 8, "start"),
    (12, 0, OUTER + 28, "middle"),
    (18, -OUTER - 10, 8, "end"),
)  # fmt: skip - hour, place from the middle, and how it is set there


@dataclass(frozen=True, slots=True)
class Clock:
    """The counts of 24 hours, hour 0 first, and each hour with its count in words."""

    counts: Sequence[int]
    says: Sequence[str]
    label: str

    def __post_init__(self) -> None:
        if len(self.counts) != HOURS:
            raise ValueError(f"{len(self.counts)} counts are not those of {HOURS} hours")
        if min(self.counts) < 0:
            raise ValueError(f"{min(self.counts)}; a count is never negative")


def draw(clock: Clock) -> Drawing:
    """The dial of a day."""
    ring = Dot("ring", MIDDLE, MIDDLE, INNER - 4)
    names = [Label(f"{hour}:00", MIDDLE + x, MIDDLE + y, anchor=anchor, tone="at mid") for hour, x, y, anchor in NAMES]
    svg = drawn([ring, *names, *_bars(clock)], Said(clock.label, kind="clock"), VIEW)
    return Drawing(svg, "dial")


def _bars(clock: Clock) -> Iterator[Mark]:
    most = max(clock.counts)
    first = clock.counts.index(most)
    for hour, (count, says) in enumerate(zip(clock.counts, clock.says, strict=True)):
        reach = INNER + (OUTER - INNER) * count / most if most else INNER
        whole = Area("hit", (_sector(hour, INNER, OUTER, 1),))
        bar = (Area(SECOND if hour == first else FIRST, (_sector(hour, INNER, max(reach, INNER + 2), FULL),)),)
        yield Mark(says, (whole, *(bar if count else ())))


def _sector(hour: int, inner: float, outer: float, part: float) -> list[Point]:
    """The outline of an hour between two circles, as wide as that part of its place."""
    middle, half = 2 * pi * (hour + 0.5) / HOURS, pi / HOURS * part
    turns = [middle - half + 2 * half * step / BEND for step in range(BEND + 1)]
    return [*(_at(turn, inner) for turn in turns), *(_at(turn, outer) for turn in reversed(turns))]


def _at(turn: float, radius: float) -> Point:
    """A point of the dial; a turn of 0 is at the top, and they go with the clock."""
    return round(MIDDLE + radius * sin(turn)), round(MIDDLE - radius * cos(turn))
