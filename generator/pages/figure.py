"""Figures: a chart in two sizes, what it shows in a sentence, and its numbers in a table."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from generator import paths
from generator.charts.canvas import Chart, Size, Words
from generator.documents import Job
from generator.pages.site import Link


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

    Charts lie in `folder`, by default one named like the page. `drawn` has the paths of those that another page
    has there already.
    """

    page: str
    name: str
    charts: bool
    folder: str = ""
    drawn: set[str] = field(default_factory=set)


Placed = tuple[Figure, Sequence[Job]]


def placed(place: FigurePlace, file: str, figure: Figure, chart: Chart, *, small: bool = False) -> Placed:
    """A figure with its charts, and the charts' documents; a small one has one chart, which is for all widths."""
    if not place.charts:
        return figure, ()
    words = Words(f"{place.name}: {figure.title}", figure.finding)
    path = f"{place.folder or place.page.removesuffix('.html')}/{file}"
    drawn = {f"{path}.svg": Size.NARROW} if small else {f"{path}.svg": Size.WIDE, f"{path}-narrow.svg": Size.NARROW}
    jobs = [Job(name, "chart", partial(chart.draw, words, size)) for name, size in drawn.items()]
    made = [job for job in jobs if job.path not in place.drawn]
    place.drawn.update(drawn)
    wide, *narrow = (
        Drawn(paths.relative(place.page, name), size.value, chart.heights[size]) for name, size in drawn.items()
    )
    return replace(figure, wide=wide, narrow=narrow[0] if narrow else None), made
