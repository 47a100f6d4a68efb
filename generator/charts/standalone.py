"""A wave that stands alone, in a README or on somebody else's page: one file for light ground, one for dark.

Nothing but presentation attributes, which every service that cleans SVG lets through. Names are text in a font of the
reader's; what is set large is an outline, so that it looks the same everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from generator import tones
from generator.charts import lettering
from generator.charts.markup import number, sent
from generator.charts.wave import FINE, runs

if TYPE_CHECKING:
    from generator.charts.wave import Wave

WIDTH, HEIGHT, PAD, ROUND = 846, 182, 24, 6  # px
LARGE, SMALL = 30, 15  # px, what is outlined, and a name
HEAD, TOP, WAVE = 50, 66, 96  # px: the baseline of both, the top of the wave, its height
BAR = 0.72  # of its place, a stroke
FONT = "system-ui,-apple-system,Segoe UI,Roboto,Noto Sans,sans-serif"
SCHEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Strip:
    """A wave with a name and what it amounts to in a few words, for a site of an accent; `title` says all of it."""

    wave: Wave
    name: str
    amount: str
    title: str
    accent: str


def svg(strip: Strip, scheme: str) -> bytes:
    """The file for a light or a dark ground."""
    colours = tones.tones(strip.accent, scheme)
    large, wide = outlined(strip.amount)
    room = WIDTH - 2 * PAD - wide - PAD
    name = lettering.fitted(strip.name, room, SMALL)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'role="img" aria-label="{sent(strip.title)}">\n<title>{sent(strip.title)}</title>\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="{ROUND}" fill="{colours["wash"]}"/>\n'
        f'<path transform="translate({PAD} {HEAD})" fill="{colours["ink"]}" d="{large}"/>\n'
        f'<text x="{WIDTH - PAD}" y="{HEAD}" text-anchor="end" font-family="{FONT}" font-size="{SMALL}" '
        f'fill="{colours["muted"]}">{sent(name)}</text>\n{_strokes(strip.wave, colours["a1"], colours["a2"])}</svg>\n'
    ).encode()


def _strokes(wave: Wave, first: str, second: str) -> str:
    """The wave in both tones, about its middle line."""
    wide = (WIDTH - 2 * PAD) / wave.places
    middle, step = TOP + WAVE / 2, WAVE / FINE
    lines = f'<path d="M{PAD} {number(middle)}H{WIDTH - PAD}" stroke="{first}"/>\n'
    for tone, some in zip((first, second), runs(wave), strict=True):
        data = "".join(
            f"M{number(PAD + (place + 0.5) * wide)} {number(TOP + step * high)}V{number(TOP + step * low)}"
            for place, high, low in some
        )
        if data:
            lines += f'<path d="{data}" stroke="{tone}" stroke-width="{number(wide * BAR)}"/>\n'
    return lines


@lru_cache(maxsize=1_000)
def outlined(words: str) -> tuple[str, float]:
    """The path data of words set large, from their baseline, and how wide they are."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextPath

    path = TextPath((0, 0), words, size=LARGE, prop=FontProperties(fname=lettering.file(lettering.SERIF_BOLD)))
    parts = []
    for points, code in path.iter_segments(curves=True, simplify=False):
        kind = {1: "M", 2: "L", 3: "Q", 4: "C", 79: "z"}[int(code)]
        ends = " ".join(number(round(float(point) * (1, -1)[at % 2], 1)) for at, point in enumerate(points))
        parts.append(kind if kind == "z" else kind + ends)
    return "".join(parts), float(path.get_extents().x1) if words else 0.0
