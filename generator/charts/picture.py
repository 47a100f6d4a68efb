"""The sheet that a picture is drawn on, words included: one matplotlib figure, made once and used again and again.

Where a chart leaves its words to the reader's browser, a picture has them drawn, in DejaVu Sans, which comes with
matplotlib: whatever fonts a machine has, the bytes are the same. What DejaVu Sans lacks cannot be drawn, and neither
can what must be joined or turned to be read, which matplotlib leaves undone.
"""

from __future__ import annotations

import unicodedata
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Literal

from generator.charts import lettering, palette, portable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.path import Path
    from PIL import Image

    from generator.charts.marks import Anchor

Box = tuple[float, float, float, float]  # left, top, width, height in px

LEFT_OUT = ("Cf",)  # categories of what is not seen
SELECTORS = "\ufe0e\ufe0f"  # which of a character's two looks is meant
UNDRAWN = ("Mn", "Mc", "Me", "Co")  # marks that must be placed, and what has no common meaning
TURNED = ("R", "AL", "AN")  # directions of right-to-left scripts
LETTERS = ("ink", "muted", "accent")  # the colours of words
BLENDS = 16  # steps from the paper to a colour of words
ALIGN: dict[Anchor, Literal["left", "center", "right"]] = {"start": "left", "middle": "center", "end": "right"}


def plain(text: str) -> str:
    """The text on one line, composed, without what is not seen."""
    composed = unicodedata.normalize("NFC", text)
    seen = (c for c in composed if c not in SELECTORS and unicodedata.category(c) not in LEFT_OUT)
    return " ".join("".join(seen).split())


def drawable(text: str) -> bool:
    """Whether there is something to see in a text, and matplotlib can draw all of it as it is meant."""
    shown = plain(text)
    return bool(shown) and all(map(_drawable, shown))


def _drawable(character: str) -> bool:
    return (
        ord(character) in lettering.known()
        and unicodedata.category(character) not in UNDRAWN
        and unicodedata.bidirectional(character) not in TURNED
    )


@cache
def _colours() -> Image.Image:
    """The palette, and what the edges of letters have between the paper and the colours of words."""
    from PIL import Image

    paper = _rgb("paper")
    blends = (
        round(light + (dark - light) * step / BLENDS)
        for name in LETTERS
        for step in range(1, BLENDS)
        for light, dark in zip(paper, _rgb(name), strict=True)
    )
    holder = Image.new("P", (1, 1))
    holder.putpalette([*(part for name in palette.LIGHT for part in _rgb(name)), *blends])
    return holder


def _rgb(name: str) -> bytes:
    return bytes.fromhex(palette.LIGHT[name][1:])


class Picture:
    """A figure of `width` by `height` px that shows boxes and words until `clean` takes them away.

    It is made, drawn on and read within `settings`.
    """

    def __init__(self, width: int, height: int) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
        from matplotlib.transforms import Affine2D

        self.width, self.height = width, height
        self._figure = Figure((width / 72, height / 72), 72, facecolor=palette.LIGHT["paper"])
        self._target = FigureCanvasAgg(self._figure)
        self._pixels = Affine2D().scale(1, -1).translate(0, height)

    def clean(self) -> Picture:
        """The same picture, empty."""
        for artist in (*self._figure.patches, *self._figure.texts, *self._figure.artists):
            artist.remove()
        return self

    def boxes(self, colour: str, boxes: Sequence[Box]) -> None:
        """Boxes of one colour of the palette, over all that is there."""
        from matplotlib.patches import PathPatch

        if boxes:
            look = {"facecolor": palette.LIGHT[colour], "linewidth": 0, "transform": self._pixels}
            self._figure.add_artist(PathPatch(outline(boxes), **look))

    def text(  # noqa: PLR0913, PLR0917 - a place, a look and the words
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        colour: str,
        anchor: Anchor = "start",
        face: str = lettering.SANS,
    ) -> None:
        """Words, `size` px high, with their baseline at y, and their start, middle or end at x."""
        from matplotlib.font_manager import FontProperties
        from matplotlib.text import Text

        font = FontProperties(fname=lettering.file(face), size=size)
        text = Text(x, y, words, color=palette.LIGHT[colour], horizontalalignment=ALIGN[anchor], fontproperties=font)
        text.set(parse_math=False, transform=self._pixels)
        self._figure.add_artist(text)

    def png(self) -> bytes:
        """The picture as PNG of few colours, a third of the bytes of all of them, and nothing beside the picture."""
        from PIL import Image

        self._target.draw()  # type: ignore[no-untyped-call]
        drawn = Image.frombytes("RGBA", (self.width, self.height), bytes(self._target.buffer_rgba()))  # type: ignore[no-untyped-call]
        reduced = drawn.convert("RGB").quantize(palette=_colours(), dither=Image.Dither.NONE)
        return portable.png(reduced.size, reduced.tobytes(), reduced.getpalette() or ())


@contextmanager
def settings() -> Iterator[None]:
    """Matplotlib as it comes, whatever the reader's own matplotlibrc says."""
    import matplotlib as mpl

    with mpl.rc_context():
        mpl.rcdefaults()
        yield


def outline(boxes: Sequence[Box]) -> Path:
    """Boxes as one path."""
    import numpy as np
    from matplotlib.path import Path

    left, top, width, height = np.array(boxes, dtype=float).T
    right, bottom = left + width, top + height
    corners = np.stack([left, top, right, top, right, bottom, left, bottom, left, top], axis=1).reshape(-1, 2)
    codes = (Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY)
    return Path(corners, np.tile(np.array(codes, dtype=Path.code_type), len(boxes)))
