"""The sheet that a chart is drawn on: one matplotlib figure a chart and size, made once and drawn on again and again.

Everything is placed in whole or tenth px from the top left corner, so a chart reads like a plan of itself. Matplotlib
draws the boxes; words are kept beside it and written as SVG text, because only the reader's browser knows the reader's
font. That also makes a chart cheap: laying out thirty labels costs matplotlib fifteen times what the marks cost.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from generator.charts import markup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from matplotlib.path import Path

Box = tuple[float, float, float, float]  # left, top, width, height in px
Anchor = Literal["start", "middle", "end"]
CHARACTER = 7.8  # px, about the widest that a character of a label is on average in any font asked for
# What a reader's own matplotlibrc must not change.
SETTINGS: dict[Any, Any] = {
    "figure.autolayout": False,
    "figure.constrained_layout.use": False,
    "path.simplify": False,
    "path.sketch": None,
    "path.effects": [],
}


class Size(Enum):
    """The two widths that every chart is drawn for, in px; a page picks by the room it has, and never scales."""

    WIDE = 760
    NARROW = 340


@dataclass(frozen=True, slots=True)
class Words:
    """What a screen reader says of a chart: its title, and what it shows in a sentence or two; any text, unescaped."""

    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart that is still to be drawn, given its words and its size, and how high it is in px at each size.

    `draw` is a partial of a function of a module, so that any process can draw it.
    """

    draw: Callable[[Words, Size], bytes]
    heights: Mapping[Size, int]


def width_of(label: str) -> float:
    """A safe guess, in px, of how wide a label is in the reader's font."""
    return len(label) * CHARACTER


class Canvas:
    """A figure of `width` by `height` px that shows boxes and words until `clean` takes them away."""

    def __init__(self, kind: str, width: int, height: int) -> None:
        from matplotlib.figure import Figure
        from matplotlib.transforms import Affine2D

        from generator.charts.renderer import Marks

        self.kind, self.width, self.height = kind, width, height
        with settings():
            self.figure = Figure(figsize=(width / 72, height / 72), dpi=72, frameon=False)
            self._marks = Marks(Affine2D().scale(1, -1).translate(0, height))
            self.figure.add_artist(self._marks)
        self._texts: list[markup.Text] = []

    def clean(self) -> Canvas:
        """The same canvas, empty."""
        self._marks.shown.clear()
        self._texts.clear()
        return self

    def boxes(self, colour: str, boxes: Iterable[Box]) -> None:
        """Boxes of one colour of the palette, over all that is there; a box without width or height is not drawn."""
        drawn = [box for box in boxes if box[2] > 0 and box[3] > 0]
        if drawn:
            self._marks.shown.append((colour, drawn))

    def shape(self, colour: str, path: Path) -> None:
        """One filled path in px, over all that is there."""
        self._marks.shown.append((colour, path))

    def text(self, x: float, y: float, words: str, anchor: Anchor = "start", colour: str = "muted") -> None:
        """Words with their baseline at y, and their start, middle or end at x."""
        self._texts.append(markup.Text(x, y, words, anchor, colour))

    def svg(self, words: Words, backdrop: str = "") -> bytes:
        """The SVG document of what is on the canvas, over `backdrop`, markup that is already drawn, in tenths of px."""
        sheet = markup.Sheet(self.kind, self.width, self.height, words.title, words.description)
        return markup.document(sheet, backdrop + markup.marks(self.marks()), self._texts)

    def marks(self) -> list[tuple[str, str]]:
        """The colour, by its name, and the path data of every mark, in tenths of px, in the order in which they lie."""
        from generator.charts.renderer import MarkRenderer

        renderer = MarkRenderer(self.height)
        self.figure.draw(renderer)
        return renderer.marks


def prepare() -> None:
    """Import what drawing takes, which is most of the time that the first chart takes."""
    from generator.charts import renderer  # noqa: F401


@contextmanager
def settings() -> Iterator[None]:
    """The matplotlib settings that charts are drawn under; its own rc_context copies all three hundred, each time."""
    import matplotlib as mpl

    before = {key: mpl.rcParams[key] for key in SETTINGS}
    mpl.rcParams.update(SETTINGS)
    try:
        yield
    finally:
        mpl.rcParams.update(before)


@cache
def _canvas(kind: str, size: Size, height: int) -> Canvas:
    return Canvas(kind, size.value, height)


def blank(kind: str, size: Size, heights: Mapping[Size, int]) -> Canvas:
    """The one canvas of a chart and size, empty."""
    return _canvas(kind, size, heights[size]).clean()


def outline(boxes: Sequence[Box]) -> Path:
    """Boxes as one path."""
    import numpy as np
    from matplotlib.path import Path

    left, top, width, height = np.array(boxes, dtype=float).T
    right, bottom = left + width, top + height
    corners = np.stack([left, top, right, top, right, bottom, left, bottom, left, top], axis=1).reshape(-1, 2)
    codes = (Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY)
    return Path(corners, np.tile(np.array(codes, dtype=Path.code_type), len(boxes)))
