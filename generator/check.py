"""A finished tree is looked over: every JSON document parses, and every link of every page leads to a file of it."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import orjson

from generator.documents import MARK
from generator.errors import OutputError

_LINKING = {"href", "src", "srcset"}


def faults(output: Path) -> Iterator[str]:
    """Every fault of a tree, a sentence each; OutputError when the folder is no tree of ours."""
    if not (output / MARK).is_file():
        raise OutputError(f"{output}: is no tree that stillstats made; build it first, or name it with -o")
    for file in sorted(file for file in output.rglob("*") if file.is_file()):
        path = file.relative_to(output).as_posix()
        if file.suffix == ".json":
            yield from _json_faults(file, path)
        elif file.suffix == ".html":
            yield from _link_faults(output, file, path)


def _json_faults(file: Path, path: str) -> Iterator[str]:
    try:
        orjson.loads(file.read_bytes())
    except orjson.JSONDecodeError as error:
        yield f"{path}: is not JSON: {error}"


def _link_faults(output: Path, file: Path, path: str) -> Iterator[str]:
    for link in links(file.read_text(encoding="utf-8")):
        target = target_of(path, link)
        if target is not None and (target.startswith("../") or not (output / target).is_file()):
            yield f"{path}: links to {link}, which is not there"


def links(html: str) -> list[str]:
    """Every address that a page names, in order."""
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, _tag: str, attributes: list[tuple[str, str | None]]) -> None:
            found.extend(value.split()[0] for name, value in attributes if name in _LINKING and value)

    Reader().feed(html)
    return found


def target_of(path: str, link: str) -> str | None:
    """The file of the tree that a link on a page leads to; None when it leads out of the tree or stays on the page."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path:
        return None
    target = normpath(join(dirname(path), unquote(parts.path))).lstrip("/")
    return join(target, "index.html") if parts.path.endswith("/") else target
