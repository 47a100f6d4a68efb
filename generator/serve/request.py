"""What a request target asks for, read as a browser reads it: decoded segments and a query."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

_HERE = {".", "%2e"}
_UP = {"..", ".%2e", "%2e.", "%2e%2e"}


@dataclass(frozen=True, slots=True)
class Asked:
    """The segments of a path, at least one, and the first value of every name in the query."""

    segments: tuple[str, ...]
    query: Mapping[str, str]


def asked(target: str) -> Asked:
    """Read a request target such as `/1/stats/user/a%2Fb/artists?range=week`; a URL loses its scheme and host."""
    path, _, query = target.partition("#")[0].partition("?")
    path = path if path.startswith("/") else _path_of(path)
    raw = path.replace("\\", "/").removeprefix("/").split("/")  # browsers take a backslash that is not encoded so
    segments = tuple(unquote(segment) for segment in _without_dots(raw))
    pairs = parse_qsl(query, keep_blank_values=True)
    return Asked(segments, dict(reversed(pairs)))


def _path_of(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:  # a host that is none
        return ""


def _without_dots(segments: list[str]) -> Iterator[str]:
    """The segments without those that mean the folder itself or the one above; nothing is above the root."""
    kept: list[str] = []
    for place, segment in enumerate(segments):
        dots = segment.lower() in _UP
        if dots and kept:
            kept.pop()
        if not dots and segment.lower() not in _HERE:
            kept.append(segment)
        elif place == len(segments) - 1:
            kept.append("")
    yield from kept or [""]
