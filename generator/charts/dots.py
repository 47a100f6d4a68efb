"""Dots: the counts of days or hours as circles of four sizes, since more than two shades are not told apart.

The size is the class; the tone only helps. What counts nothing is a small ring of the ground, all of it one mark.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.charts.marks import FIRST_DOT, NO_DOT, SECOND_DOT, Cells, Dot, Mark
from generator.charts.plot import Sign
from generator.charts.steps import Class

PITCH = 14  # units from one dot to the next
RADII = (2.1, 3.3, 4.5, 5.6)  # units, of the classes
PARTS = (0.4, 0.7, 0.9)  # of all counts, at which the other classes begin
NONE = 1.6  # units, what counts nothing


@dataclass(frozen=True, slots=True)
class Cell:
    """A place of a picture, the middle of a dot, and what is counted there: a number, and name and value in words."""

    x: int
    y: int
    count: int
    says: str

    def __post_init__(self) -> None:
        if self.count < 0:
            raise ValueError(f"{self.says}; a count is never negative")


def classes_of(counts: Sequence[int]) -> list[Class]:
    """Up to four classes of counts above 0: few wild ones do not wash out all the others, which would have one size.

    Of many counts two in five are of the first class and one in ten of the last one, about: bounds are round.
    """
    heard = sorted(count for count in counts if count > 0)
    if not heard:
        return []
    distinct = sorted(set(heard))
    lows = distinct if len(distinct) <= len(RADII) else _lows(heard)
    highs = [low - 1 for low in lows[1:]] + [heard[-1]]
    return [Class(low, high) for low, high in zip(lows, highs, strict=True)]


def _lows(heard: Sequence[int]) -> list[int]:
    """Where classes begin, each at a round number above the one before."""
    lows = [1]
    for part in PARTS:
        low = _rounded(heard[int(len(heard) * part)])
        if lows[-1] < low <= heard[-1]:
            lows.append(low)
    return lows


def _rounded(number: int) -> int:
    """A number with its first digit and, half way, a five after it: 7, 15, 40, 250."""
    power = 10 ** (len(str(number)) - 1)
    return int(number // (power / 2) * (power / 2)) if power > 1 else number


def draw(cells: Sequence[Cell], classes: Sequence[Class]) -> Iterator[Cells | Mark]:
    """Every dot; each that counts anything is a mark."""
    if empty := [(cell.x, cell.y) for cell in cells if not cell.count]:
        yield Cells(NO_DOT, empty)
    for cell in cells:
        if cell.count:
            tone, radius = look(cell.count, classes)
            yield Mark(cell.says, (Dot(tone, cell.x, cell.y, radius),))


def look(count: int, classes: Sequence[Class]) -> tuple[str, float]:
    """The tone and the radius of a count above 0."""
    number = next(place for place, one in enumerate(classes) if count <= one.high)
    place = number if len(classes) > 1 else len(RADII) - 2
    return FIRST_DOT if place < len(RADII) / 2 else SECOND_DOT, RADII[place]


def key(classes: Sequence[Class], unit: str) -> tuple[Sign, ...]:
    """What each size of dot means, and what is counted."""
    if not classes:
        return ()
    looks = [(look(one.high, classes), one.label) for one in classes]
    sizes = [Sign(tone, label, "dot", radius) for (tone, radius), label in looks]
    return (Sign(NO_DOT, "none", "dot", NONE), *sizes, Sign("", unit, "words"))
