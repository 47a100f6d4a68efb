"""Marks: what inline charts are made of, in per cent of the room that a chart is given, or in units of its own view.

A mark says its name and its value: to the pointer and the keyboard by its title, and as text at the one place that a
chart keeps for it. Marks have no colour, they have a tone, which is a class of the page's style sheet.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Point = tuple[float, float]
Room = tuple[float, float, float, float]  # left, top, width, height
Anchor = Literal["start", "middle", "end"]

FIRST, SECOND = "b1", "b2"  # the two tones of fills
UNFINISHED = "b1 part"  # what is not over yet
FIRST_LINE, SECOND_LINE, BEFORE = "l1", "l2", "ref"  # the two tones of lines, and that of the period before
FIRST_DOT, SECOND_DOT, NO_DOT = "dot1", "dot2", "d0"


@dataclass(frozen=True, slots=True)
class Rect:
    """A filled rectangle, from its left and its top."""

    tone: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Dot:
    """A filled circle; its radius is in px, or in units of the view."""

    tone: str
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points; it keeps its width however the chart is stretched."""

    tone: str
    points: Sequence[Point]


@dataclass(frozen=True, slots=True)
class Lines:
    """Straight pieces, each from one point to another, as one mark."""

    tone: str
    pieces: Sequence[tuple[Point, Point]]


@dataclass(frozen=True, slots=True)
class Area:
    """A filled outline, or several."""

    tone: str
    outlines: Sequence[Sequence[Point]]


@dataclass(frozen=True, slots=True)
class Label:
    """Words that stand at a mark, `down` px below the point and `across` px to its right."""

    words: str
    x: float
    y: float
    down: float = 0
    across: float = 0
    anchor: Anchor = "middle"
    tone: str = "lab"


@dataclass(frozen=True, slots=True)
class Strokes:
    """Upright strokes on a grid of `columns` and `rows`: the column, the top and the bottom of each, in order.

    How wide they are, in parts of a column, is the style sheet's.
    """

    tone: str
    columns: int
    rows: int
    runs: Sequence[tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class Cells:
    """The middles of cells of a view, in order; how large a cell is drawn is the style sheet's."""

    tone: str
    places: Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Outline:
    """A filled outline that is drawn again and again: its path data, in whole units of a view."""

    tone: str
    data: str


Shape = Rect | Dot | Line | Lines | Area | Outline | Label | Strokes | Cells


@dataclass(frozen=True, slots=True)
class Mark:
    """Shapes that tell one value: `says` is its name and its value in words, `room` is where a pointer meets it.

    `href` is the page about it, if there is one.
    """

    says: str
    shapes: Sequence[Shape] = ()
    room: Room | None = None
    href: str = ""
