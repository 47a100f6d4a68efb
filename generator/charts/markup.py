"""SVG as it is sent: what matplotlib printed made short, dressed in the palette's classes, with words as text.

Colours are CSS custom properties, so that one file serves light and dark; every element is filled with the `color` of
its class. Coordinates of marks are in tenths of px, which keeps them whole and short.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import pairwise

from generator.charts import palette

PATH = re.compile(r'<path d="([^"]*)" style="fill: (#[0-9a-f]{6})')
BOX = re.compile(r"M (\S+) (\S+) \nL (\S+) \2 \nL \3 (\S+) \nL \1 \4 \nz")
CLASS = re.compile(r'class="([a-z0-9-]+)')
UNSENDABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML cannot hold
CLASS_OF = {colour: name for name, colour in palette.LIGHT.items()}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is drawn on: the kind of chart, its width and height in px, and its title and description, unescaped."""

    kind: str
    width: int
    height: int
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Text:
    """Words with their baseline at y and their start, middle or end at x, in px."""

    x: float
    y: float
    words: str
    anchor: str
    colour: str


def paths(printed: str) -> list[tuple[str, str]]:
    """The colour, by its name, and the path data of every mark that matplotlib printed, in tenths of px."""
    return [(CLASS_OF[colour], short(path)) for path, colour in PATH.findall(printed)]


def marks(printed: str) -> str:
    """The marks that matplotlib printed, as elements with the class of their colour."""
    return "".join(f'<path class="{colour}" d="{path}"/>\n' for colour, path in paths(printed))


def short(path: str) -> str:
    """Path data of straight lines (M, L and z) in px as the shortest of the same in whole tenths of px."""
    boxes = BOX.findall(path)
    if len(boxes) == path.count("M"):
        return "".join(_box(*map(_tenths, box)) for box in boxes)
    return "".join(_line(part) for part in path.split("M") if part.strip())


@lru_cache(maxsize=10_000)  # charts of a kind have their marks in the same places
def _tenths(number: str) -> int:
    return round(float(number) * 10)


def _box(left: int, top: int, right: int, bottom: int) -> str:
    return f"M{left} {top}h{right - left}v{bottom - top}h{left - right}z"


def _line(part: str) -> str:
    numbers = [_tenths(n) for n in part.replace("L", " ").replace("z", " ").split()]
    points = list(zip(numbers[::2], numbers[1::2], strict=True))
    steps = " ".join(f"{x2 - x1} {y2 - y1}" for (x1, y1), (x2, y2) in pairwise(points))
    start = f"{points[0][0]} {points[0][1]}"
    return f"M{start}l{steps}".replace(" -", "-") + ("z" if "z" in part else "")


def document(sheet: Sheet, drawn: str, texts: Iterable[Text]) -> bytes:
    """The whole SVG document, UTF-8: title and description, colours, marks in tenths of px, and texts."""
    body = f'<g transform="scale(.1)">{drawn}</g>\n' + "\n".join(map(_text, texts))
    kind, width, height = sheet.kind, sheet.width, sheet.height
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" aria-labelledby="{kind}-title {kind}-desc">\n'
        f'<title id="{kind}-title">{_sendable(sheet.title)}</title>\n'
        f'<desc id="{kind}-desc">{_sendable(sheet.description)}</desc>\n'
        f"<style>\n{_style(CLASS.findall(body))}</style>\n{body}\n</svg>\n"
    )
    return text.encode()


def _style(classes: Iterable[str]) -> str:
    names = [name for name in palette.LIGHT if name in {*classes, "paper", "muted"}]
    return (
        f"svg{{{_properties(palette.LIGHT, names)}}}\n"
        f"@media (prefers-color-scheme:dark){{svg{{{_properties(palette.DARK, names)}}}}}\n"
        f"text{{font:{palette.FONT_SIZE}px {palette.FONT};font-variant-numeric:tabular-nums}}\n"
        "svg{fill:currentColor}\n" + "".join(f".{name}{{color:var(--{name})}}\n" for name in names)
    )


def _properties(colours: dict[str, str], names: Iterable[str]) -> str:
    return ";".join(f"--{name}:{colours[name]}" for name in names)


def _text(text: Text) -> str:
    anchor = "" if text.anchor == "start" else f' text-anchor="{text.anchor}"'
    return f'<text class="{text.colour}" x="{text.x:g}" y="{text.y:g}"{anchor}>{_sendable(text.words)}</text>'


def _sendable(words: str) -> str:
    return escape(UNSENDABLE.sub("\ufffd", words), quote=False)
