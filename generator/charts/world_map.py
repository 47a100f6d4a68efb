"""A map of the world, north up: countries of one class or the other, small ones as dots; the table has the numbers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.charts import steps, world
from generator.charts.marks import FIRST, SECOND, Dot, Mark, Outline, Shape
from generator.charts.plot import Drawing, Said, Sign, drawn

FOOT = 22  # units, the text of a mark
RADIUS = 4.2  # units, of a small country


@dataclass(frozen=True, slots=True)
class Places:
    """What countries count, by alpha-3 code, and their words; `units` are what is counted, of one and of several."""

    counts: Mapping[str, int]
    says: Mapping[str, str]
    units: tuple[str, str]
    label: str


def draw(places: Places) -> Drawing:
    """The map of some countries; a code that the map lacks is left out."""
    if (least := min(places.counts.values(), default=0)) < 0:
        raise ValueError(f"{least} {places.units[1]}; a count is never negative")
    known = {code: count for code, count in places.counts.items() if count and code in world.codes()}
    border = _border(list(known.values()))
    width, height = world.size()
    svg = drawn(_items(places, known, border), Said(places.label, kind="map"), (width, height + FOOT))
    return Drawing(svg, "world", key=_key(known, border, places.units))


def _border(counts: Sequence[int]) -> int:
    """The round number from which a country is of the upper class: about the strongest fifth are."""
    if len(set(counts)) <= 1:
        return max(counts, default=0) + 1
    strong = sorted(counts)[-max(len(counts) // 5, 1)]
    return _rounded_down(strong, above=min(counts))


def _rounded_down(number: int, above: int) -> int:
    """The roundest number up to one that is above another."""
    power = 10 ** (len(str(number)) - 1)
    while (number // power) * power <= above and power > 1:
        power //= 10
    return number // power * power if number // power * power > above else number


def _items(places: Places, known: Mapping[str, int], border: int) -> Iterator[Shape | Mark]:
    yield Outline("land", "".join(world.outline(code) for code in world.rings() if code not in known))
    for code, count in sorted(known.items(), key=lambda one: (-one[1], one[0])):
        tone = SECOND if count >= border else FIRST
        outline, dot = world.outline(code), world.dots().get(code)
        shapes: list[Shape] = [Outline(tone, outline)] if outline else []
        if dot:
            shapes.append(Dot(f"{tone} spot", *dot, RADIUS))
        yield Mark(places.says[code], shapes)


def _key(known: Mapping[str, int], border: int, units: tuple[str, str]) -> tuple[Sign, ...]:
    if not known:
        return ()
    least, most = min(known.values()), max(known.values())
    if most < border:
        return (Sign(FIRST, _said(steps.Class(least, most), units)),)
    lower, upper = steps.Class(least, border - 1), steps.Class(border, most)
    small = Sign(FIRST, "a small country", "dot", RADIUS)
    return (Sign(FIRST, _said(lower, units)), Sign(SECOND, _said(upper, units)), small)


def _said(one: steps.Class, units: tuple[str, str]) -> str:
    return f"{one.label} {units[one.high > 1]}"
