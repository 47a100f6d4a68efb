"""SVG as it is sent: marks dressed in the palette's classes, with words as text.

Colours are CSS custom properties, so that one file serves light and dark; every element is filled with the `color` of
its class. Coordinates of marks are in tenths of px, which keeps them whole and short.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from generator.charts import palette

CLASS = re.compile(r'class="([a-z0-9-]+)')
UNSENDABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML cannot hold


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


def marks(drawn: Iterable[tuple[str, str]]) -> str:
    """Marks, each the name of its colour and its path data, as elements with the class of their colour."""
    return "".join(f'<path class="{colour}" d="{path}"/>\n' for colour, path in drawn)


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
