"""Figures: a chart, what it shows in a sentence, and its numbers in a table."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from generator.charts.bars import Bar
from generator.charts.plot import Drawing
from generator.charts.tick_places import TickPlace
from generator.pages import words
from generator.pages.site import Link


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and lines of text; the first column names the line. `kind` is the class that sets its columns."""

    heads: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    kind: str = "numbers"


@dataclass(frozen=True, slots=True)
class Figure:
    """What a page shows of a chart; without `draw` the table alone.

    `title` says what the chart counts, and when; `finding` what can be seen in a sentence, `heading` in a few words.
    `width` is the class of how many columns of a page it deserves, where not all. `draw` is a partial of a function of
    a module, so that any process can draw it.
    """

    title: str
    finding: str
    table: Table
    json: Link | None
    heading: str = ""
    width: str = ""
    draw: Callable[[], Drawing] | None = None

    @property
    def drawing(self) -> Drawing | None:
        """The chart, drawn anew."""
        return self.draw() if self.draw else None


@dataclass(frozen=True, slots=True)
class FigurePlace:
    """The page that figures are for, and whether charts are wanted."""

    page: str
    charts: bool


def placed(place: FigurePlace, figure: Figure, draw: Callable[[], Drawing]) -> Figure:
    """A figure with its chart, where charts are wanted."""
    return replace(figure, draw=draw) if place.charts else figure


def bar(  # noqa: PLR0913 - what bars have
    name: str, short: str, count: int, noun: str, *, running: bool = False, place: TickPlace | None = None
) -> Bar:  # fmt: skip
    """A bar of a count of what a noun in the singular names."""
    return Bar(name, words.so_far(words.counted(count, noun), running), short, count, running=running, place=place)
