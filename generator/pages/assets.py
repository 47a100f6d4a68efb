"""What all pages of a site share: its style sheet, its fonts and its icon, named by their hashes."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from importlib.resources import files

from generator import tones
from generator.documents import Document
from generator.errors import ConfigError
from generator.pages import templates
from generator.pages.template_files import OWN_STYLE, Templates

KIND = "site"
PRELOADED = ("besley-latin", "familjen-latin")  # what most pages need before they can be seen as they will stay

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_AROUND = re.compile(r"\s*([{};,])\s*|\s*\n\s*")  # the space that no browser reads


@cache
def fonts() -> Mapping[str, Document]:
    """The faces of pages by their names, and the licences that have to lie beside them."""
    folder = files("generator.pages") / "fonts"
    return {
        file.name.rpartition(".")[0]: _font(file.name, file.read_bytes())
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
    }


def _font(name: str, body: bytes) -> Document:
    stem, _, ending = name.rpartition(".")
    path = f"fonts/{stem}.{_hash(body)}.{ending}" if ending == "woff2" else f"fonts/{name}"
    return Document(path, body, KIND)


def preloads() -> Sequence[str]:
    """The paths of the fonts that pages ask for at once."""
    return tuple(fonts()[name].path for name in PRELOADED)


def style(found: Templates, accent: str) -> Document:
    """The style sheet of all pages, which lies at the root of the tree."""
    css = style_of(found, accent, "").encode()
    return Document(f"style.{_hash(css)}.css", css, KIND)


def style_of(found: Templates, accent: str, root: str | None) -> str:
    """The style for an accent, ours and then the owner's.

    `root` is where the tree begins, seen from what uses the style; None where that is not known, and so no font is.
    """
    ours = templates.filled(
        found.name,
        "style.css",
        accent=accent,
        plain={scheme: _declared(scheme, partial(tones.tones, accent)) for scheme in tones.SCHEMES},
        derived={scheme: _declared(scheme, _derived) for scheme in tones.SCHEMES},
        fonts={} if root is None else {name: root + font.path for name, font in fonts().items()},
    ).decode()
    short = _AROUND.sub(lambda found: found[1] or "", _COMMENT.sub("", ours)).replace(";}", "}")
    return f"{short}\n{_own_style(found)}"


def _own_style(found: Templates) -> str:
    own = found.sources.get(OWN_STYLE)
    if own and own.fault:
        raise ConfigError(f"config.yaml: theme: css: the style sheet cannot be read: {own.fault}")
    return own.text if own else ""


def _declared(scheme: str, colours_of: Callable[[str], Mapping[str, str]]) -> str:
    """The custom properties of a scheme; of the dark one of a ground those that differ."""
    ground, _, dark = scheme.partition("-")
    before = colours_of(ground) if dark else {}
    said = {name: colour for name, colour in colours_of(scheme).items() if before.get(name) != colour}
    return ";".join(f"--{name}:{colour}" for name, colour in said.items())


def _derived(scheme: str) -> Mapping[str, str]:
    """The colours of a scheme as browsers derive them from --tint, which a chapter may turn."""
    colours = tones.SCHEMES[scheme].items()
    return {
        name: f"oklch(from var(--tint) {_short(lightness)} min(c,{_short(cap)}) h)"
        for name, (lightness, cap) in colours
    }


def _short(value: float) -> str:
    """A number below 1 without its zero."""
    return f"{value:g}".removeprefix("0")


def icon(accent: str) -> Document:
    """A wave of five bars in the accent, lighter on dark tabs."""
    light, dark = tones.tones(accent)["link"], tones.tones(accent, "dark")["link"]
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
        f"<style>path{{fill:{light}}}@media(prefers-color-scheme:dark){{path{{fill:{dark}}}}}</style>"
        '<path d="M1 9h3v6H1zM5.75 4h3v16h-3zM10.5 7h3v10h-3zM15.25 2h3v20h-3zM20 8h3v8h-3z"/></svg>\n'
    )
    return Document("favicon.svg", svg.encode(), KIND)


def _hash(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:8]
