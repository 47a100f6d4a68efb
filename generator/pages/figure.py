"""Figures: a chart in two sizes, what it shows in a sentence, and its numbers in a table."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from generator import paths
from generator.charts.canvas import Size, Words
from generator.documents import Document
from generator.pages.site import Link

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

    Without `narrow` one chart is for all widths. `finding` says in a sentence what the chart shows; it is the
    alternative text, too.
    """

    title: str
    finding: str
    table: Table
    json: Link | None
    wide: Drawn | None = None
    narrow: Drawn | None = None


@dataclass(frozen=True, slots=True)
class FigurePlace:
    """The page that figures are for: its path, whom it is about, and whether charts are wanted.

    Charts lie in `folder`, by default one named like the page. `drawn` has the sizes of those that another page has
    drawn there already, by their paths.
    """

    page: str
    name: str
    charts: bool
    folder: str = ""
    drawn: dict[str, tuple[int, int]] = field(default_factory=dict)


Draw = Callable[[Words, Size], bytes]
Placed = tuple[Figure, Sequence[Document]]


def placed(place: FigurePlace, file: str, figure: Figure, draw: Draw, *, small: bool = False) -> Placed:
    """A figure with its charts, and the charts' documents; a small one has one chart, which is for all widths."""
    if not place.charts:
        return figure, ()
    words = Words(f"{place.name}: {figure.title}", figure.finding)
    path = f"{place.folder or place.page.removesuffix('.html')}/{file}"
    made: list[Document] = []
    if small:
        return replace(figure, wide=_drawn(place, f"{path}.svg", partial(draw, words, Size.NARROW), made)), made
    wide = _drawn(place, f"{path}.svg", partial(draw, words, Size.WIDE), made)
    narrow = _drawn(place, f"{path}-narrow.svg", partial(draw, words, Size.NARROW), made)
    return replace(figure, wide=wide, narrow=narrow), made


def _drawn(place: FigurePlace, path: str, draw: Callable[[], bytes], made: list[Document]) -> Drawn:
    if path not in place.drawn:
        body = draw()
        found = _SIZE.match(body)
        width, height = found.groups() if found else (b"0", b"0")
        place.drawn[path] = int(width), int(height)
        made.append(Document(path, body, "chart"))
    return Drawn(paths.relative(place.page, path), *place.drawn[path])
