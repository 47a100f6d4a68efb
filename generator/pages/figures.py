"""Figures: a chart in two sizes, what it shows in a sentence, and its numbers in a table."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from generator import paths
from generator.charts.canvas import Size, Words
from generator.documents import Document

_SIZE = re.compile(rb'<svg [^>]*width="(\d+)" height="(\d+)"')


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and lines of text; the first column names the line. `kind` is the class that sets its columns."""

    heads: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    kind: str = "numbers"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart's file as an image: its relative URL and its size in px."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Figure:
    """What a page shows of a chart; without `wide` and `narrow` the table alone.

    `finding` says in a sentence what the chart shows; it is the alternative text, too.
    """

    title: str
    finding: str
    table: Table
    json: str | None
    wide: Drawn | None = None
    narrow: Drawn | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """The page that figures are for: its path, whom it is about, and whether charts are wanted."""

    page: str
    name: str
    charts: bool


Draw = Callable[[Words, Size], bytes]
Placed = tuple[Figure, Sequence[Document]]


def placed(place: Place, file: str, figure: Figure, draw: Draw) -> Placed:
    """A figure with its charts, and the charts' documents, which lie in a folder named like the page."""
    if not place.charts:
        return figure, ()
    words = Words(f"{place.name}: {figure.title}", figure.finding)
    folder = place.page.removesuffix(".html")
    wide = Document(f"{folder}/{file}.svg", draw(words, Size.WIDE), "chart")
    narrow = Document(f"{folder}/{file}-narrow.svg", draw(words, Size.NARROW), "chart")
    return replace(figure, wide=_drawn(place, wide), narrow=_drawn(place, narrow)), (wide, narrow)


def _drawn(place: Place, chart: Document) -> Drawn:
    found = _SIZE.match(chart.body)
    width, height = found.groups() if found else (b"0", b"0")
    return Drawn(paths.relative(place.page, chart.path), int(width), int(height))
