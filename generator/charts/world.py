"""The world as matplotlib draws it, once a size: the outline of each country and the dot of each small one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate
from typing import TYPE_CHECKING, TypedDict

from generator.charts.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.path import Path

    from generator.charts.canvas import Size


class Stored(TypedDict):
    """One size of world.json, in tenths of px; make_world.py says how it is laid out."""

    width: int
    height: int
    radius: int
    dots: dict[str, tuple[int, int]]
    shapes: dict[str, list[list[int]]]


@dataclass(frozen=True, slots=True)
class World:
    """The height in px, the radius of a dot in tenths of px, and path data in tenths of px by alpha-3 code.

    The shape of the code "" is land of no listed country.
    """

    height: int
    radius: int
    shapes: Mapping[str, str]
    dots: Mapping[str, str]


@cache
def world(size: Size) -> World:
    """The world of a size; drawn at the first call."""
    kept = stored()[size.name.lower()]
    shapes = {code: _rings(rings) for code, rings in kept["shapes"].items()}
    dots = {code: _ring([x, y, 0, 0], closed=False) for code, (x, y) in kept["dots"].items()}
    return World(height(size), kept["radius"], _drawn(shapes, size), _drawn(dots, size))


def height(size: Size) -> int:
    """The height of the world of a size in px."""
    return stored()[size.name.lower()]["height"] // 10


@cache
def stored() -> dict[str, Stored]:
    """world.json: the outlines and dots by size, "wide" or "narrow"."""
    text = resources.files("generator.charts").joinpath("world.json").read_text("utf-8")
    return json.loads(text)  # type: ignore[no-any-return]


def _drawn(paths: Mapping[str, Path], size: Size) -> dict[str, str]:
    canvas = Canvas("world", size.value, height(size))
    for path in paths.values():
        canvas.shape("land", path)
    drawn = (path for _, path in canvas.marks())
    return dict(zip(paths, drawn, strict=True))


def _ring(steps: Sequence[int], *, closed: bool = True) -> Path:
    from matplotlib.path import Path

    points = [(x / 10, y / 10) for x, y in zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True)]
    return Path([*points, points[0]], closed=True) if closed else Path(points)


def _rings(rings: Sequence[Sequence[int]]) -> Path:
    from matplotlib.path import Path

    return Path.make_compound_path(*map(_ring, rings))
