"""Marks as elements of SVG: what matplotlib's figures are printed with where a chart stands in a page."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_rgba
from matplotlib.path import Path

from generator.charts import lettering
from generator.charts.marks import Area, Cells, Dot, Label, Line, Lines, Mark, Outline, Rect, Strokes
from generator.charts.markup import sent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from matplotlib.transforms import Transform

    from generator.charts.marks import Point, Room, Shape

    Item = Shape | Mark

FULL = 100  # per cent
FINE = 100  # steps of a per cent in the stretched part of a chart
WHOLE = 100 * FINE
TENTHS = 10
FOCUSABLE = 31  # marks that the keyboard steps through; beyond that the table is its way


class InlineRenderer(RendererBase):
    """Collects the elements of a figure whose marks are in per cent, or in units of a view.

    The text of a mark has no more than `room` px, or units. A mark that the keyboard steps to has a `role`.
    """

    def __init__(self, room: float, *, stretched: bool, focusable: bool, role: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self._unit = "%" if stretched else ""
        self._stretched, self._focusable = stretched, focusable
        self._room, self._role = room, role

    def draw_item(self, item: Item) -> None:
        """Collect one shape, or one mark with all its shapes."""
        self.elements.append(self._mark(item) if isinstance(item, Mark) else self._shape(item))

    def _mark(self, mark: Mark) -> str:
        """A mark, as short as it can be said: where its text stands, and how high it is met, is the style sheet's."""
        said = sent(mark.says)
        shown = said if _fits(mark.says, self._room) else sent(lettering.fitted(mark.says, self._room, TIP_SIZE))
        hidden = ' aria-hidden="true"' if mark.href or self._focusable else ""  # an image has no text of its own
        shapes = "".join(map(self._shape, mark.shapes))
        inner = f"<title>{said}</title>{self._hit(mark.room)}{shapes}<text{hidden}>{shown}</text>"
        if mark.href:
            return f'<a class="m" href="{sent(mark.href)}">{inner}</a>'
        focus = f' role="{self._role}" tabindex="0"' if self._focusable else ""
        return f'<g class="m"{focus}>{inner}</g>'

    def _hit(self, room: Room | None) -> str:
        """Where a pointer meets a mark: a part of the width, from top to bottom unless another height is said."""
        if room is None:
            return ""
        x, y, width, height = room
        tall = "" if height == FULL else f' y="{number(y)}{self._unit}" height="{number(height)}{self._unit}"'
        return f'<rect class="hit" x="{number(x)}{self._unit}" width="{number(width)}{self._unit}"{tall}/>'

    def _shape(self, shape: Shape) -> str:
        return _WRITERS[type(shape)](shape, self._unit, self._stretched)


TIP_SIZE = 13  # px, or units of a view, at which the text of a mark is measured


class MarksArtist(Artist):
    """All that a figure shows, in the order in which it lies; one artist, since matplotlib's work for each is dear."""

    def __init__(self, places: Transform) -> None:
        super().__init__()
        self.set_transform(places)
        self.shown: list[Item] = []

    def draw(self, renderer: RendererBase) -> None:
        """Draw every item: as an element where the renderer takes them, else as the path of its shape."""
        if isinstance(renderer, InlineRenderer):
            for item in self.shown:
                renderer.draw_item(item)
            return
        for shape in _shapes(self.shown):
            if path := outline_of(shape):
                context = renderer.new_gc()
                context.set_linewidth(0 if isinstance(shape, Rect | Area | Dot) else 2)
                face = to_rgba("black") if isinstance(shape, Rect | Area | Dot) else None
                renderer.draw_path(context, path, self.get_transform(), face)


def _shapes(items: Iterable[Item]) -> Iterator[Shape]:
    for item in items:
        yield from item.shapes if isinstance(item, Mark) else (item,)


def outline_of(shape: Shape) -> Path | None:
    """The outline of a shape as matplotlib knows it, in the shape's own units; None for words."""
    return _OUTLINES[type(shape)](shape) if type(shape) in _OUTLINES else None


def _box_of(shape: Rect) -> Path:
    left, top, right, bottom = shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
    return Path([(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], closed=True)


def _strokes_of(shape: Strokes) -> Path:
    across, down = 100 / shape.columns, 100 / shape.rows
    pieces = (Path([((at + 0.5) * across, y * down) for y in ends]) for at, *ends in shape.runs)
    return Path.make_compound_path(*pieces)


_OUTLINES: dict[type, Callable[..., Path]] = {
    Rect: _box_of,
    Dot: lambda shape: Path.circle((shape.x, shape.y), shape.radius),
    Line: lambda shape: Path(shape.points),
    Lines: lambda shape: Path.make_compound_path(*map(Path, shape.pieces)),
    Area: lambda shape: Path.make_compound_path(*(Path([*ring, ring[0]], closed=True) for ring in shape.outlines)),
    Outline: lambda shape: _parsed(shape.data),
    Strokes: _strokes_of,
    Cells: lambda shape: Path.make_compound_path(*(Path.circle(place, 1) for place in shape.places)),
}


def _fits(words: str, room: float) -> bool:
    """Whether words surely have room: nearly all do, and measuring costs more than drawing."""
    if not words.isascii():
        return False
    return len(words) * TIP_SIZE <= room or lettering.width(words, TIP_SIZE) <= room


@lru_cache(maxsize=100_000)
def number(value: float) -> str:
    """A number in at most two decimals."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _rect(shape: Rect, unit: str, _stretched: bool) -> str:  # noqa: FBT001 - one signature for all writers
    return (
        f'<rect class="{shape.tone}" x="{number(shape.x)}{unit}" y="{number(shape.y)}{unit}" '
        f'width="{number(shape.width)}{unit}" height="{number(shape.height)}{unit}"/>'
    )


def _dot(shape: Dot, unit: str, _stretched: bool) -> str:  # noqa: FBT001
    at = f'cx="{number(shape.x)}{unit}" cy="{number(shape.y)}{unit}"'
    return f'<circle class="{shape.tone}" {at} r="{number(shape.radius)}"/>'


def _label(shape: Label, unit: str, _stretched: bool) -> str:  # noqa: FBT001
    down = f' dy="{number(shape.down)}"' if shape.down else ""
    anchor = "" if shape.anchor == "start" else f' text-anchor="{shape.anchor}"'
    at = f'x="{number(shape.x)}{unit}" y="{number(shape.y)}{unit}"'
    return f'<text class="{shape.tone}" {at}{down}{anchor} aria-hidden="true">{sent(shape.words)}</text>'


def _line(shape: Line, _unit: str, stretched: bool) -> str:  # noqa: FBT001
    return _path(shape.tone, _run(shape.points, stretched), stretched)


def _lines(shape: Lines, _unit: str, stretched: bool) -> str:  # noqa: FBT001
    return _path(shape.tone, "".join(_run(piece, stretched) for piece in shape.pieces), stretched)


def _area(shape: Area, _unit: str, stretched: bool) -> str:  # noqa: FBT001
    return _path(shape.tone, "".join(_run(points, stretched) + "z" for points in shape.outlines), stretched)


def _strokes(shape: Strokes, _unit: str, _stretched: bool) -> str:  # noqa: FBT001
    """Moves from the end of one stroke to the top of the next: the shortest there is, for there are thousands."""
    parts, x, y = [], 0, 0
    for column, top, bottom in shape.runs:
        parts.append(f"m{column - x} {top - y}v{bottom - top}")
        x, y = column, bottom
    return (
        f'<svg viewBox="-.5 0 {shape.columns} {shape.rows}" width="100%" height="100%" preserveAspectRatio="none" '
        f'aria-hidden="true" pointer-events="none"><path class="{shape.tone}" d="{_short(parts)}"/></svg>'
    )


def _cells(shape: Cells, _unit: str, _stretched: bool) -> str:  # noqa: FBT001
    """Strokes without length, which have round or square ends."""
    parts, before = [], (0, 0)
    for x, y in shape.places:
        parts.append(f"m{x - before[0]} {y - before[1]}h0")
        before = x, y
    return f'<path class="{shape.tone}" d="{_short(parts)}"/>'


def _short(parts: Sequence[str]) -> str:
    data = "".join(parts).replace(" -", "-")
    return f"M{data[1:]}"


def _outline(shape: Outline, _unit: str, _stretched: bool) -> str:  # noqa: FBT001
    return f'<path class="{shape.tone}" d="{shape.data}"/>'


def _path(tone: str, data: str, stretched: bool) -> str:  # noqa: FBT001
    path = f'<path class="{tone}" d="{data}"/>'
    if not stretched:
        return path
    return (
        f'<svg viewBox="0 0 {WHOLE} {WHOLE}" width="100%" height="100%" preserveAspectRatio="none" '
        f'aria-hidden="true" pointer-events="none">{path}</svg>'
    )


def _parsed(data: str) -> Path:
    """The path of outlines in whole units, each of moves from its first point."""
    paths = []
    for outline in data.split("z")[:-1]:
        x, y = (int(number) for number in _NUMBER.findall(outline)[:2])
        points = [(x, y)]
        for kind, numbers in _MOVE.findall(outline[1:]):
            move = [int(number) for number in _NUMBER.findall(numbers)]
            dx, dy = (move[0], 0) if kind == "h" else (0, move[0]) if kind == "v" else (move[0], move[1])
            points.append((points[-1][0] + dx, points[-1][1] + dy))
        paths.append(Path([*points, points[0]], closed=True))
    return Path.make_compound_path(*paths)


_NUMBER, _MOVE = re.compile(r"-?\d+"), re.compile(r"([hvl])([-\d ]+)")


def outlines(found: Iterable[Sequence[Point]]) -> str:
    """The path data of outlines in whole units of a view."""
    return "".join(_run(points, stretched=False) + "z" for points in found)


def _run(points: Sequence[Point], stretched: bool) -> str:  # noqa: FBT001
    """The path data of a line through points: steps in hundredths of a per cent, or in whole or tenths of units."""
    fine = FINE if stretched else 1 if _is_whole(points) else TENTHS
    whole = [(round(x * fine), round(y * fine)) for x, y in points]
    (x, y), *_ = whole
    if fine == TENTHS:
        return "M" + "L".join(f"{number(x / TENTHS)} {number(y / TENTHS)}" for x, y in whole)
    moves = "".join(map(_move, pairwise(whole)))
    return f"M{x} {y}{moves}".replace(" -", "-")


def _is_whole(points: Sequence[Point]) -> bool:
    return all(x == int(x) and y == int(y) for x, y in points)


def _move(ends: tuple[tuple[int, int], tuple[int, int]]) -> str:
    (x1, y1), (x2, y2) = ends
    if y1 == y2:
        return f"h{x2 - x1}"
    return f"v{y2 - y1}" if x1 == x2 else f"l{x2 - x1} {y2 - y1}"


_WRITERS: dict[type, Callable[..., str]] = {
    Rect: _rect,
    Dot: _dot,
    Label: _label,
    Line: _line,
    Lines: _lines,
    Area: _area,
    Outline: _outline,
    Strokes: _strokes,
    Cells: _cells,
}
