"""The links of a tree: every URL in a page, a drawing or a style sheet, and the file that it leads to."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import unescape
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from generator.one_line import shown

_LINKING = {"href", "src", "poster", "data"}
_ADDRESS = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""")
_REFERENCE = re.compile(r"""\s(?:xlink:)?href\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def link_faults(path: str, body: bytes, is_there: Callable[[str], bool]) -> Iterator[str]:
    """The links of a file that lead nowhere, a sentence each; `is_there` says whether the tree has a file at a path."""
    try:
        found = _NAMED[path.rpartition(".")[2]](body.decode())
    except UnicodeDecodeError as error:
        yield f"{shown(path)}: is not UTF-8: {error.reason} at byte {error.start}; build again"
        return
    for link in dict.fromkeys(found):
        try:
            target = target_of(path, link)
        except ValueError:
            yield f"{shown(path)}: links to {shown(link)}, which is no address; mend its template"
            continue
        if target is not None and (target.startswith("../") or not is_there(target)):
            yield f"{shown(path)}: links to {shown(link)}, which is not there"


def has_links(path: str) -> bool:
    """Whether a file is of a kind that names addresses."""
    return path.rpartition(".")[2] in _NAMED


def links(html: str) -> list[str]:
    """Every address that a page names, in order; of pictures for several widths each one."""
    found: list[str] = []

    class Reader(HTMLParser):
        in_style = False

        def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
            self.in_style = tag == "style"
            for name, value in attributes:
                found.extend(_named_by(name, value.strip()) if value else ())

        def handle_data(self, data: str) -> None:
            found.extend(_addresses(data) if self.in_style else ())

        def handle_endtag(self, _tag: str) -> None:
            self.in_style = False

    Reader().feed(html)
    return found


def target_of(path: str, link: str) -> str | None:
    """The file of the tree that a link leads to; None when it leads out of the tree or stays on the page.

    Raises ValueError for what is no address.
    """
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path:
        return None
    index = "index.html" if parts.path.endswith("/") else ""
    return normpath(join(dirname(path), unquote(parts.path), index)).lstrip("/")


def _named_by(attribute: str, value: str) -> Iterable[str]:
    if attribute in _LINKING:
        return (value,)
    if attribute == "srcset":
        return (candidate.split()[0] for candidate in re.split(r",\s+", value) if candidate.strip())
    return _addresses(value) if attribute == "style" else ()


def _addresses(style: str) -> Iterator[str]:
    for found in _ADDRESS.finditer(style):
        yield next((text for text in found.groups() if text), "")


def _of_drawing(svg: str) -> Iterator[str]:
    for found in _REFERENCE.finditer(svg):
        yield unescape(found[1] or found[2] or "")
    yield from _addresses(svg)


_NAMED: Mapping[str, Callable[[str], Iterable[str]]] = {"html": links, "svg": _of_drawing, "css": _addresses}
