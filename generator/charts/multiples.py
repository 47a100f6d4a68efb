"""Small multiples: the same bars for each of several names, all to one scale and on one axis."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.charts import bars, scale
from generator.charts.bars import Bars
from generator.charts.plot import Drawing, Panel

NARROW = 100  # px, the room of a plot that has a neighbour on a telephone


@dataclass(frozen=True, slots=True)
class One:
    """A name, what it amounts to in words, its bars, and the page about it, if there is one."""

    name: str
    note: str
    bars: Bars
    href: str = ""


def draw(multiples: Sequence[One]) -> Drawing:
    """The bars of every name."""
    reach = max(bar.highest for one in multiples for bar in one.bars.bars)
    return Drawing(kind="multiples", panels=tuple(_panel(one, reach) for one in multiples))


def _panel(one: One, reach: float) -> Panel:
    """The bars of a name; its room is small on every screen."""
    drawing = bars.draw(replace(one.bars, reach=reach, height="low", focusable=False))
    names = [scale.Name(bar.short, bar.place) for bar in one.bars.bars]
    ticks = tuple(replace(tick, rooms="") for tick in scale.ticks(names, {"s": NARROW}))
    return Panel(one.name, one.note, replace(drawing, x=ticks), one.href)
