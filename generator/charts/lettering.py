"""Lettering: how wide words are in DejaVu Sans, which comes with matplotlib, and as much of them as fits.

DejaVu Sans is wider than any font that the charts ask for: what fits in it fits in the reader's own.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator.charts import palette

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

ELLIPSIS = "…"
ISOLATE = "\u2068{}\u2069"  # sets the order of what it holds by its own first letter
EM = 1000  # px, the size that characters are measured at
WIDE = 1.05  # em, a character of a script that is written in squares
JOINED = ("Mn", "Mc", "Me", "Cf", "Sk")  # categories of what belongs to the character before


@cache
def file(style: str = "") -> str:
    """The path of DejaVu Sans, or of a style of it ("-Bold"), in matplotlib's own data."""
    import matplotlib as mpl

    return str(Path(mpl.get_data_path()) / "fonts" / "ttf" / f"DejaVuSans{style}.ttf")


@cache
def _face(style: str) -> FT2Font:
    from matplotlib.ft2font import FT2Font

    face = FT2Font(file(style))
    face.set_size(EM, 72)
    return face


@cache
def known(style: str = "") -> frozenset[int]:
    """The code points that DejaVu Sans has a glyph for."""
    return frozenset(_face(style).get_charmap())


@lru_cache(maxsize=10_000)
def _advance(character: str, style: str) -> float:
    from matplotlib.ft2font import LoadFlags

    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    if unicodedata.east_asian_width(character) in "WF" or ord(character) not in known(style):
        return WIDE
    glyph = _face(style).load_char(ord(character), flags=LoadFlags.NO_HINTING)
    return glyph.linearHoriAdvance / 65536 / EM


def width(words: str, size: float = palette.FONT_SIZE, style: str = "") -> float:
    """How wide words are, in px."""
    return size * sum(_advance(character, style) for character in words)


def fitted(words: str, room: float, size: float = palette.FONT_SIZE, style: str = "") -> str:
    """The words on one line, cut after a whole character and ended with an ellipsis where `room` px are too few.

    What reads from right to left keeps the ellipsis at its own end. Nothing when not even one character fits.
    """
    line = " ".join(words.split())
    if width(line, size, style) <= room:
        return line
    left = room - width(ELLIPSIS, size, style)
    kept = next((end for end in range(len(line) - 1, 0, -1) if width(line[:end], size, style) <= left), 0)
    while kept and unicodedata.category(line[kept]) in JOINED:
        kept -= 1
    return _ended(line[:kept].rstrip()) if kept else ""


def _ended(start: str) -> str:
    turned = any(unicodedata.bidirectional(character) in ("R", "AL") for character in start)
    return ISOLATE.format(start + ELLIPSIS) if turned else start + ELLIPSIS
