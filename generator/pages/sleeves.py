"""Sleeves: an album without a cover is set in type, in one of eight shapes and four colourings, the same everywhere."""

import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from markupsafe import Markup

_COLOURINGS = 4
_LONG, _MIDDLE = (11, 34), (8, 20)  # letters of the longest word, and of all


@dataclass(frozen=True, slots=True)
class Sleeve:
    """The number of its colouring, its shape as SVG in a square of 100, and the class that fits its title."""

    colouring: int
    shape: Markup
    size: str


def sleeve(title: str, by: str | None) -> Sleeve:
    """The sleeve of an album by its title and artist."""
    digest = sha256(f"{title}|{by or ''}".encode()).digest()
    return Sleeve(digest[0] % _COLOURINGS, _shapes()[digest[5] % len(_shapes())], _size(title))


def _size(title: str) -> str:
    word = max((len(part) for part in re.split(r"[\s.-]", title)), default=0)
    sizes = (("long", _LONG), ("mid", _MIDDLE))
    return next((name for name, (of_word, of_all) in sizes if word > of_word or len(title) > of_all), "")


@cache
def _shapes() -> tuple[Markup, ...]:
    shapes = (_sun(), _bars(), _quarters(), _stripes(), _dots(), _houses(), _rings(), _waves())
    return tuple(Markup(shape) for shape in shapes)  # noqa: S704 - drawn here


def _sun() -> str:
    return '<circle cx="76" cy="100" r="44"/>'


def _bars() -> str:
    heights = (14, 26, 40, 31, 22, 37, 44, 28, 18, 10)
    return f'<path d="{"".join(f"M{8 + 8.6 * place:g} 100v-{high}h5v{high}z" for place, high in enumerate(heights))}"/>'


def _quarters() -> str:
    return '<path d="M0 100V52A48 48 0 0 1 48 100zM52 100V52A48 48 0 0 1 100 100z"/>'


def _stripes() -> str:
    return f'<path d="{"".join(f"M{20 * place - 40} 100l48-42h9l-48 42z" for place in range(8))}"/>'


def _dots() -> str:
    lines = ((column, row, 1.4 + 1.3 * row + 0.25 * column) for column in range(7) for row in range(3))
    return "".join(f'<circle cx="{10 + 13.3 * x:.1f}" cy="{62 + 12 * y}" r="{r:.2g}"/>' for x, y, r in lines)


def _houses() -> str:
    return '<path d="M8 100V66h20v34zM32 100V80h20v20zM56 100V58h20v42zM80 100V88h20v12z"/>'


def _rings() -> str:
    rings = "M50 56a44 44 0 1 1-.1 0zm0 14a30 30 0 1 0 .1 0zm0 12a18 18 0 1 1-.1 0z"
    return f'<path fill-rule="evenodd" d="{rings}"/>'


def _waves() -> str:
    def line(down: int) -> str:
        there = f"M0 {62 + down}C25 {52 + down} 35 {76 + down} 55 {64 + down}S85 {54 + down} 100 {62 + down}"
        back = f"v4C85 {58 + down} 75 {62 + down} 55 {68 + down}S25 {56 + down} 0 {66 + down}z"
        return there + back

    return f'<path d="{"".join(line(9 * number) for number in range(4))}"/>'
