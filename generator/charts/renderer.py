"""Marks as path data: what matplotlib's figures are printed with, instead of its own SVG.

A chart's marks are filled outlines of straight lines in px. Matplotlib says which are drawn, in what order and colour;
here each becomes the shortest path data in whole tenths of px that shows the same, written at once.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_hex, to_rgba
from matplotlib.path import Path

from generator.charts import palette
from generator.charts.canvas import outline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.backend_bases import GraphicsContextBase
    from matplotlib.transforms import Transform
    from matplotlib.typing import ColorType
    from numpy.typing import NDArray

    from generator.charts.canvas import Box

    Points = NDArray[np.int64]  # x and y of each point, in tenths of px

BOX = np.array([Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY], dtype=Path.code_type)
DIGITS = 6  # of a px, to which a place is first rounded: what lies between two tenths must not hang on a last bit
_MICRO: float = 10**DIGITS
CLASS_OF = {colour: name for name, colour in palette.LIGHT.items()}


class MarkRenderer(RendererBase):
    """Collects the marks of a figure of some height in px: the name of the colour and the path data of each."""

    def __init__(self, height: int) -> None:
        super().__init__()
        self.marks: list[tuple[str, str]] = []
        self._height = height

    def draw_boxes(self, colour: str, boxes: Sequence[Box]) -> None:
        """Collect boxes of one colour, in px from the top left corner, as one mark."""
        self.marks.append((colour, "".join(map(_boxed, boxes))))

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: Transform,
        rgbFace: ColorType | None = None,  # noqa: N803
    ) -> None:
        """Collect one filled path; matplotlib calls this for every patch of the figure."""
        del gc  # a mark is a fill of one colour
        if rgbFace is None:
            return
        # Matplotlib counts from the bottom, SVG from the top.
        places = transform.transform(path.vertices) * (1, -1) + (0, self._height)
        tenths = np.rint(np.round(places, DIGITS) * 10).astype(np.int64)
        codes = None if path.codes is None else np.asarray(path.codes, dtype=Path.code_type)
        self.marks.append((CLASS_OF[to_hex(rgbFace)], _data(tenths, codes)))


class Marks(Artist):
    """The marks of a figure, each the name of its colour and what is filled with it, in the order in which they lie.

    One artist for all of them: what matplotlib does for each artist takes it longer than to draw a mark.
    """

    def __init__(self, pixels: Transform) -> None:
        super().__init__()
        self.set_transform(pixels)
        self.shown: list[tuple[str, Sequence[Box] | Path]] = []

    def draw(self, renderer: RendererBase) -> None:
        """Draw every mark: boxes as they are where the renderer takes them, else as one path."""
        for colour, mark in self.shown:
            if isinstance(renderer, MarkRenderer) and not isinstance(mark, Path):
                renderer.draw_boxes(colour, mark)
                continue
            context = renderer.new_gc()
            context.set_linewidth(0)
            path = mark if isinstance(mark, Path) else outline(mark)
            renderer.draw_path(context, path, self.get_transform(), to_rgba(palette.LIGHT[colour]))


def tenth(place: float) -> int:
    """A place in whole tenths of px."""
    return round(round(place * _MICRO) / _MICRO * 10)


@lru_cache(maxsize=10_000)
def _boxed(box: Box) -> str:
    """The path data of a box; the cells of charts of one kind are always in the same places."""
    x, y, width, height = box
    left, top = tenth(x), tenth(y)
    across, down = tenth(x + width) - left, tenth(y + height) - top
    return f"M{left} {top}h{across}v{down}h{-across}z"


def _data(points: Points, codes: NDArray[np.uint8] | None) -> str:
    """The path data of some points; without codes they are one open line."""
    if codes is None:
        return _line(points.tolist(), is_closed=False)
    if _are_boxes(points, codes):
        return "".join(map(_box, points.reshape(-1, 10).tolist()))
    starts = np.flatnonzero(codes == Path.MOVETO)
    ends = [*starts[1:], len(codes)]
    return "".join(_part(points[start:end], codes[start:end]) for start, end in zip(starts, ends, strict=True))


def _are_boxes(points: Points, codes: NDArray[np.uint8]) -> bool:
    """Whether every part is a box: to the right or left, down or up, back, and closed."""
    if len(codes) % len(BOX) or (codes.reshape(-1, len(BOX)) != BOX).any():
        return False
    x, y = points.reshape(-1, len(BOX), 2).transpose(2, 1, 0)
    return bool(((y[0] == y[1]) & (x[1] == x[2]) & (y[2] == y[3]) & (x[3] == x[0])).all())


def _box(corners: Sequence[int]) -> str:
    left, top, right, _, _, bottom, *_ = corners
    return f"M{left} {top}h{right - left}v{bottom - top}h{left - right}z"


def _part(points: Points, codes: NDArray[np.uint8]) -> str:
    is_closed = bool(codes[-1] == Path.CLOSEPOLY)
    return _line(points[:-1].tolist() if is_closed else points.tolist(), is_closed=is_closed)


def _line(points: Sequence[Sequence[int]], *, is_closed: bool) -> str:
    steps = " ".join(f"{x2 - x1} {y2 - y1}" for (x1, y1), (x2, y2) in pairwise(points))
    (x, y), *_ = points
    return f"M{x} {y}l{steps}".replace(" -", "-") + ("z" if is_closed else "")
