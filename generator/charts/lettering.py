"""Lettering: how wide words are in DejaVu Sans, which comes with matplotlib, and as much of them as fits.

DejaVu Sans is wider than any font that the charts ask for: what fits in it fits in the reader's own.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from generator.charts import palette

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

SANS, SERIF, SERIF_BOLD = "DejaVuSans", "DejaVuSerif", "DejaVuSerif-Bold"
ELLIPSIS = "…"
ISOLATE = "\u2068{}\u2069"  # sets the order of what it holds by its own first letter
EM = 1000  # px, the size that characters are measured at
WIDE = 1.25  # em, what is written in squares and what DejaVu Sans lacks: as wide as the widest, which emoji are
UNSEEN = ("Mn", "Me", "Cf")  # categories of what takes no room
JOINED = (*UNSEEN, "Mc", "Sk")  # categories of what belongs to the character before


@cache
def file(face: str) -> str:
    """The path of one of the fonts in matplotlib's own data."""
    import matplotlib as mpl

    return str(Path(mpl.get_data_path()) / "fonts" / "ttf" / f"{face}.ttf")


@cache
def _font() -> FT2Font:
    from matplotlib.ft2font import FT2Font

    font = FT2Font(file(SANS))
    font.set_size(EM, 72)
    return font


@cache
def known() -> frozenset[int]:
    """The code points that DejaVu Sans has a glyph for."""
    return frozenset(_font().get_charmap())


@lru_cache(maxsize=10_000)
def _advance(character: str) -> float:
    from matplotlib.ft2font import LoadFlags

    if unicodedata.category(character) in UNSEEN:
        return 0
    if unicodedata.east_asian_width(character) in "WF" or ord(character) not in known():
        return WIDE
    return _font().load_char(ord(character), flags=LoadFlags.NO_HINTING).linearHoriAdvance / 65536 / EM


@lru_cache(maxsize=20_000)
def width(words: str, size: float = palette.FONT_SIZE) -> float:
    """How wide words are, in px."""
    return size * sum(map(_advance, words))


def fitted(words: str, room: float, size: float = palette.FONT_SIZE) -> str:
    """The words on one line, cut after a whole character and ended with an ellipsis where `room` px are too few.

    What reads from right to left is set so, its ellipsis at its own end. Nothing when not even one character fits.
    """
    line = " ".join(words.split())
    ends = [size * end for end in accumulate(map(_advance, line))]
    if not ends or ends[-1] <= room:
        return _set(line)
    kept = bisect_right(ends, room - width(ELLIPSIS, size))
    while kept and unicodedata.category(line[kept]) in JOINED:
        kept -= 1
    start = line[:kept].rstrip()
    return _set(start + ELLIPSIS) if start else ""


def _set(line: str) -> str:
    turned = any(unicodedata.bidirectional(character) in ("R", "AL") for character in line)
    return ISOLATE.format(line) if turned else line
