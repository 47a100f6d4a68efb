"""Round steps for axes and colour scales, and how a number is written on them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

MOST = 6  # classes of a colour scale
THOUSAND, MILLION, BILLION = 10**3, 10**6, 10**9


@dataclass(frozen=True, slots=True)
class Class:
    """The counts from `low` to `high`, both included, that share one colour."""

    low: int
    high: int

    @property
    def label(self) -> str:
        """The class in words: one count, or its first and last with a dash between."""
        return short(self.low) if self.low == self.high else f"{short(self.low)}–{short(self.high)}"


def short(number: int) -> str:
    """A count in at most six characters: 9,999 in full, then 12 k, 1.25 M, 10 M, rounded to three digits."""
    if number < 10 * THOUSAND:
        return f"{number:,}"
    units = ((BILLION, "G"), (MILLION, "M"), (THOUSAND, "k"))
    unit, name = next(u for u in units if number >= u[0] - u[0] // 2000)  # 999,500 is 1 M, not 1000 k
    digits = max(3 - len(str(round(number / unit))), 0)
    text = f"{number / unit:.{digits}f}"
    return f"{text.rstrip('0').rstrip('.') if digits else text} {name}"


def _round_steps() -> Iterator[int]:
    yield from (1, 2, 5)
    for power in count(1):
        yield from (int(m * 10**power) for m in (1, 2, 2.5, 5))


def round_step(most: int, parts: int) -> int:
    """The smallest round whole step of which `parts` reach `most`."""
    return next(step for step in _round_steps() if step * parts >= most)


def ticks(most: int, parts: int = 4) -> list[int]:
    """The whole numbers to mark on an axis from 0 to at least `most`, `parts` steps or fewer; 0 and 1 when all is 0."""
    step = round_step(max(most, 1), parts)
    last = -(-max(most, 1) // step)
    return [i * step for i in range(last + 1)]


def even_classes(counts: Sequence[int], classes: int = MOST) -> list[Class]:
    """Up to six, or so many, classes of one round width for counts above 0; the last one reaches to the largest count.

    The width is such that one count in twenty may lie beyond the last class's even share: a single wild day does not
    wash out all the others. No counts above 0, no classes.
    """
    heard = sorted(c for c in counts if c > 0)
    if not heard:
        return []
    usual, most = heard[len(heard) * 95 // 100], heard[-1]
    step = round_step(usual, classes)
    number = min(-(-most // step), classes)
    lows = [i * step + 1 for i in range(number)]
    return [Class(low, low + step - 1) for low in lows[:-1]] + [Class(lows[-1], max(most, lows[-1]))]


def growing_classes(most: int) -> list[Class]:
    """Up to six classes, each several times wider than the one before, that reach `most`.

    1, 2 to 5, 6 to 20, 21 to 100 and so on; where six are enough, 1, 2, 3 to 5, 6 to 10 and so on, or each count a
    class of its own. A `most` of 0 has no classes.
    """
    highs = next(ladder for ladder in _ladders(most) if len(ladder) <= MOST)
    return [Class(before + 1, high) for before, high in zip([0, *highs], highs, strict=False)]


def _ladders(most: int) -> Iterator[list[int]]:
    yield list(range(1, min(most, MOST + 1) + 1))
    yield _reach(most, ((1, 2, 5)[i % 3] * 10 ** (i // 3) for i in count()))
    yield _reach(most, ((1, 5, 20)[i % 3] * 100 ** (i // 3) for i in count()))
    for power in count(1):
        yield _reach(most, (10 ** (i * power) for i in count()))


def _reach(most: int, highs: Iterator[int]) -> list[int]:
    ladder: list[int] = []
    while not ladder or ladder[-1] < most:
        ladder.append(next(highs))
    return ladder
