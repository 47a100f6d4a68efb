"""The stored world: the outline of each country and the dot of each small one, in whole units of a map's own view."""

import json
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import TypedDict

from generator.charts.marks import Point

TENTHS = 5  # tenths of px of the stored size for one unit: twice as large
FEW = 2  # points, up to which an island is none


class Stored(TypedDict):
    """One size of world.json, in tenths of px; make_world.py says how it is laid out."""

    width: int
    height: int
    radius: int
    dots: dict[str, tuple[int, int]]
    shapes: dict[str, list[list[int]]]


@cache
def stored() -> Stored:
    """The smaller size of world.json; the map of a page needs no finer borders."""
    text = resources.files("generator.charts").joinpath("world.json").read_text("utf-8")
    found: dict[str, Stored] = json.loads(text)
    return found["narrow"]


def size() -> tuple[int, int]:
    """The width and the height of the world."""
    return stored()["width"] // TENTHS, stored()["height"] // TENTHS


@cache
def codes() -> frozenset[str]:
    """The alpha-3 codes of all countries there are."""
    return frozenset(code for code in (*stored()["shapes"], *stored()["dots"]) if code)


@cache
def rings() -> dict[str, list[list[Point]]]:
    """The outlines of every country by its code; the code "" has the land of no listed country."""
    return {
        code: [ring for moves in some if len(ring := _ring(moves)) > FEW] for code, some in stored()["shapes"].items()
    }


def _ring(moves: Sequence[int]) -> list[Point]:
    """A ring in whole units, without points that fall upon one another."""
    x, y, points = 0, 0, list[Point]()
    for dx, dy in zip(moves[::2], moves[1::2], strict=True):
        x, y = x + dx, y + dy
        point = (round(x / TENTHS), round(y / TENTHS))
        if not points or points[-1] != point:
            points.append(point)
    return points if len(set(points)) > FEW else []


@cache
def outline(code: str) -> str:
    """The path data of a country, empty where it is but a dot."""
    from generator.charts.inline import outlines

    return outlines(rings().get(code, ()))


@cache
def dots() -> dict[str, Point]:
    """The middles of the dots of small countries by their codes."""
    return {code: (x / TENTHS, y / TENTHS) for code, (x, y) in stored()["dots"].items()}
