"""The wave: every week, day or second of a subject as a bar about a middle line; its shape is the subject's own.

What the page is about is marked. Parts of it, such as years, say what they count and lead to their pages; their names
stand below. A spark is the same for a line of a table, from a base line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.charts import lettering
from generator.charts.marks import Label, Line, Mark, Shape, Strokes
from generator.charts.plot import Drawing, Said, drawn
from generator.charts.scale import GAP, ROOMS

SIZE = 15  # px, of the names of parts
BELOW = 25  # px, their baseline under the wave
LEAST = 26  # places
REACH = 48  # per cent of the height, on either side of the middle
FINE = 200  # steps of the height
SPARK = 96  # per cent of the height of a spark


Run = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a wave: from which place to which, the latter not included; its name, and what it says in full."""

    start: int
    end: int
    name: str
    says: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Wave:
    """The counts of equal stretches of time in order, and a label in words.

    `now` are the first place and the one after the last that the page is about; `least` is how many places there are.
    """

    counts: Sequence[float]
    label: str
    now: tuple[int, int] = (0, 0)
    parts: Sequence[Part] = ()
    least: int = LEAST

    @property
    def places(self) -> int:
        """How many places it has: a young history does not fill it."""
        return max(len(self.counts), self.least)

    def __post_init__(self) -> None:
        if min(self.counts, default=0) < 0:
            raise ValueError(f"{self.label}: {min(self.counts)}; a count is never negative")


def draw(wave: Wave) -> Drawing:
    """The wave of some counts."""
    return Drawing(drawn(_items(wave), Said(wave.label, kind="wave")), kind="waves")


def _items(wave: Wave) -> Iterator[Shape | Mark]:
    number = wave.places
    rooms = _rooms(wave.parts, number)
    for part, shown in zip(wave.parts, rooms, strict=True):
        left, wide = 100 * part.start / number, 100 * (part.end - part.start) / number
        name = Label(part.name, left, 100, BELOW, anchor="start", tone=f"lab {shown}")
        yield Mark(part.says, (name,) if shown else (), (left, 0, wide, 100), part.href)
    yield Line("axis", ((0, 50), (100, 50)))
    for tone, some in zip(("w", "w now"), runs(wave), strict=True):
        if some:
            yield Strokes(tone, number, FINE, some)


def runs(wave: Wave) -> tuple[list[Run], list[Run]]:
    """The place, top and bottom of each bar in steps of the height: of those that are not marked, then of those."""
    most, (first, last) = max(wave.counts) or 1, wave.now
    found: tuple[list[Run], list[Run]] = ([], [])
    for place, count in enumerate(wave.counts):
        if count:
            reach = max(round(REACH * FINE * count / most / 100), 1)
            found[first <= place < last].append((place, FINE // 2 - reach, FINE // 2 + reach))
    return found


def _rooms(parts: Sequence[Part], number: int) -> list[str]:
    """In which rooms the name of each part is shown: wherever it meets no other."""
    rooms = [""] * len(parts)
    for room, width in ROOMS.items():
        end = -float(GAP)
        for place, part in enumerate(parts):
            left, wide = part.start / number * width, lettering.width(part.name, SIZE)
            if left >= end + GAP and left + wide <= width + GAP:
                rooms[place] += f" in-{room}"
                end = left + wide
    return [room.strip() for room in rooms]


def spark(counts: Sequence[float]) -> bytes:
    """The counts of a line of a table as small bars, the newest in the second tone."""
    number, most = len(counts), max(counts, default=0) or 1
    runs = [
        (place, FINE - max(round(SPARK * FINE * count / most / 100), 1), FINE)
        for place, count in enumerate(counts)
        if count
    ]
    split = [(tone, [run for run in runs if (run[0] == number - 1) is newest]) for tone, newest in _SPARKS]
    return drawn([Strokes(tone, number, FINE, some) for tone, some in split if some], Said("", kind="spark"))


_SPARKS = (("w", False), ("w now", True))
