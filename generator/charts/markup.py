"""SVG as it is sent: what matplotlib printed made short, dressed in the palette's classes, with words as text.

Colours are CSS custom properties, so that one file serves light and dark; every element is filled with the `color` of its
class. Coordinates of marks are in tenths of px, which keeps them whole and short.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from generator.charts import palette

if TYPE_CHECKING:
    from generator.charts.canvas import Words

PATH = re.compile(r'<g id="([^"]+)">\s*<path d="([^"]*)"(?: style="([^"]*)")?')
FILL = re.compile(r"fill: (#[0-9a-f]{6})")
CLASS = re.compile(r'class="([a-z0-9-]+)')
UNSENDABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML cannot hold
CLASS_OF = {colour: name for name, colour in palette.LIGHT.items()}
CORNERS = 4


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is drawn on: the kind of chart, and its width and height in px."""

    kind: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Text:
    """Words with their baseline at y and their start, middle or end at x, in px."""

    x: float
    y: float
    words: str
    anchor: str
    colour: str


def marks(printed: str) -> str:
    """The filled paths of a matplotlib SVG, each with the class of its colour."""
    return "".join(f'<path class="{CLASS_OF[colour]}" d="{short(path)}"/>' for _, path, colour in _paths(printed))


def named_paths(printed: str) -> dict[str, str]:
    """The paths of a matplotlib SVG by the id of their group, short, in their order."""
    return {name: short(path) for name, path, _ in PATH.findall(printed)}


def _paths(printed: str) -> Iterator[tuple[str, str, str]]:
    for name, path, style in PATH.findall(printed):
        if fill := FILL.search(style):
            yield name, path, fill[1]


def short(path: str) -> str:
    """Path data of straight lines (M, L and z) in px as the shortest of the same in whole tenths of px."""
    return "".join(_short_part(part) for part in path.split("M") if part.strip())


def _short_part(part: str) -> str:
    end = "z" if "z" in part else ""
    numbers = [round(float(n) * 10) for n in part.replace("L", " ").replace("z", " ").split()]
    points = list(zip(numbers[::2], numbers[1::2], strict=True))
    steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in zip(points, points[1:], strict=False)]
    start = f"M{points[0][0]} {points[0][1]}".replace(" -", "-")
    if len(points) == CORNERS and end and steps[0][1] == steps[1][0] == steps[2][1] == 0 and steps[0][0] == -steps[2][0]:
        return f"{start}h{steps[0][0]}v{steps[1][1]}h{steps[2][0]}z"
    return f"{start}l{_joined(steps)}{end}"


def _joined(steps: Sequence[tuple[int, int]]) -> str:
    return " ".join(f"{x} {y}" for x, y in steps).replace(" -", "-")


def document(sheet: Sheet, words: Words, drawn: str, texts: Iterable[Text]) -> bytes:
    """The whole SVG document, UTF-8: title and description, colours, marks in tenths of px, and texts."""
    body = f'<g transform="scale(.1)">{drawn}</g>\n' + "\n".join(map(_text, texts))
    kind, width, height = sheet.kind, sheet.width, sheet.height
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" aria-labelledby="{kind}-title {kind}-desc">\n'
        f'<title id="{kind}-title">{_sendable(words.title)}</title>\n'
        f'<desc id="{kind}-desc">{_sendable(words.description)}</desc>\n'
        f"<style>\n{_style(CLASS.findall(body))}</style>\n{body}\n</svg>\n"
    )
    return text.encode()


def _style(classes: Iterable[str]) -> str:
    names = [name for name in palette.LIGHT if name in {*classes, "paper", "muted"}]
    return (
        f"svg{{{_properties(palette.LIGHT, names)}}}\n"
        f"@media (prefers-color-scheme:dark){{svg{{{_properties(palette.DARK, names)}}}}}\n"
        f"text{{font:{palette.FONT_SIZE}px {palette.FONT};font-variant-numeric:tabular-nums;fill:currentColor}}\n"
        "path{fill:currentColor}\n" + "".join(f".{name}{{color:var(--{name})}}\n" for name in names)
    )


def _properties(colours: dict[str, str], names: Iterable[str]) -> str:
    return ";".join(f"--{name}:{colours[name]}" for name in names)


def _text(text: Text) -> str:
    anchor = "" if text.anchor == "start" else f' text-anchor="{text.anchor}"'
    return f'<text class="{text.colour}" x="{text.x:g}" y="{text.y:g}"{anchor}>{_sendable(text.words)}</text>'


def _sendable(words: str) -> str:
    return escape(UNSENDABLE.sub("\ufffd", words), quote=False)
