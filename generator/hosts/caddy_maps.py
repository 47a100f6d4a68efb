"""The maps of Caddy: whether what a request says, as it was sent, is the name of a file, and of which.

They take plain characters only. What they do not take becomes `~` in the path of a file, and no file is called so.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from generator.hosts.host import Served

Parameter = Mapping[str, Any]
Route = Mapping[str, Any]

_OTHER = "~"
_ABSENT = "&"  # no value of a query holds one

_ORIGIN = "(?:https?://[^/?#]*)?"
_END = "(?:[?#]|$)"
# A dot segment, sent as it is or encoded, which other programs would resolve, and see another path than was sent.
_CLIMBING = rf"^{_ORIGIN}[^?#]*/(?:\.|%2[eE]){{1,2}}(?:[/?#]|$)"
_PLAIN = "[A-Za-z0-9_-](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?"
_VARIABLE = re.compile(r"{(\w+)}")


def of(served: Served) -> str:
    """Every map: of the routes, of what they are told, and of the files that answer."""
    routes = served.contract["routes"]
    most = max((len(_VARIABLE.findall(route["path"])) for route in routes), default=0)
    places = range(1, most + 1)
    parameters = {each["name"]: each for route in routes for each in route["parameters"] if each["in"] == "query"}
    apart = sorted(set(chain.from_iterable(served.contract["names"].values())))
    parts = [
        _map("{http.request.orig_uri}", ["still_route", *map(_sent, places)], _routes(routes, most), "0"),
        *(_name(place, apart) for place in places),
    ]
    for parameter in parameters.values():
        parts += _KINDS[parameter["is"]](parameter, apart)
    if any(_is_paged(route) for route in routes):
        pages = [('"first first"', '""'), ('"all first"', "/all")]
        parts.append(_map('"{still_count} {still_offset}"', ["still_page"], pages, _OTHER))
    files = [(str(number), f'"{_file(route)}"') for number, route in enumerate(routes, 1)]
    return "".join([*parts, _map("{http.vars.still_route}", ["still_file"], files, "/~")])


def _map(source: str, targets: Sequence[str], lines: Sequence[tuple[str, ...]], default: str) -> str:
    body = "".join(f"\t{' '.join(line)}\n" for line in lines)
    return f"map {source} {' '.join(f'{{{target}}}' for target in targets)} {{\n{body}\tdefault {default}\n}}\n"


def _pattern(text: str) -> str:
    return f"`~{text}`"


def _sent(place: int) -> str:
    """The variable that holds a part of the path as it was sent."""
    return f"still_sent_{place}"


def _routes(routes: Sequence[Route], most: int) -> list[tuple[str, ...]]:
    """The number of the route that a request is for, by its path as it was sent, and what the path says."""
    lines: list[tuple[str, ...]] = [(_pattern(_CLIMBING), "0", *['""'] * most)]
    for number, route in enumerate(routes, 1):
        years = {each["name"] for each in route["parameters"] if each["is"] == "year"}
        path = _VARIABLE.sub(lambda found: "([0-9]{1,9})" if found[1] in years else "([^/?#]+?)", route["path"])  # noqa: B023
        endings = "|".join(re.escape(ending) for ending in route["endings"] if ending)
        said = len(_VARIABLE.findall(route["path"]))
        groups = [f"${{{place}}}" if place <= said else '""' for place in range(1, most + 1)]
        lines.append((_pattern(f"^{_ORIGIN}{path}(?:{endings})?{_END}"), str(number), *groups))
    return lines


def _file(route: Route) -> str:
    """The file that answers, from variables that maps fill; of a list the first page or the whole."""
    places = {name: f"{{still_name_{place}}}" for place, name in enumerate(_VARIABLE.findall(route["path"]), 1)}
    file = route["file"]
    if _is_paged(route):
        file = route["cut"]["first"].removesuffix(".json") + "{page}.json"
    given = "".join(f"{{still_{each['name']}}}" for each in route["parameters"] if each["is"] in {"moment", "date"})
    path = _VARIABLE.sub(lambda found: places.get(found[1], f"{{still_{found[1]}}}"), file)
    return f"/{path.removesuffix('.json')}{given}.json"


def _is_paged(route: Route) -> bool:
    return bool(route.get("cut", {}).get("by") == "page")


# By kind of parameter


def _name(place: int, apart: Sequence[str]) -> str:
    """A part of the path that is plain, and its own segment."""
    return _own(_sent(place), f"still_name_{place}", apart)


def _own(source: str, target: str, apart: Sequence[str]) -> str:
    named = "|".join(re.escape(name) for name in apart if re.fullmatch(_PLAIN, name))
    lines = [(_pattern(f"^(?:{named})$"), _OTHER)] if named else []
    return _map(f"{{{source}}}", [target], [*lines, (_pattern(f"^({_PLAIN})$"), "${1}")], _OTHER)


def _subject(parameter: Parameter, apart: Sequence[str]) -> Iterator[str]:
    yield _said(parameter)
    yield _own(f"still_sent_{parameter['name']}", f"still_{parameter['name']}", apart)


def _one_of(parameter: Parameter, _: Sequence[str]) -> Iterator[str]:
    lines = [(value, value) for value in parameter["values"]]
    if "default" in parameter:
        lines.append((_ABSENT, parameter["default"]))
    yield _said(parameter)
    yield _judged(parameter, lines)


def _natural(parameter: Parameter, _: Sequence[str]) -> Iterator[str]:
    """Whether a number asks for what a request without it gets, for everything, or for a part that must be cut."""
    lines = [(_ABSENT, "first"), (parameter["default"], "first")]
    if "most" in parameter:  # is a power of ten, so that what is no less has as many digits or more
        lines.append((_pattern(f"^[1-9][0-9]{{{len(str(parameter['most'])) - 1},17}}$"), "all"))
    yield _said(parameter)
    yield _judged(parameter, lines)


def _absent(parameter: Parameter, _: Sequence[str]) -> Iterator[str]:
    """Whether nothing is given."""
    yield _said(parameter)
    yield _judged(parameter, [(_ABSENT, '""')])


def _ignored(_: Parameter, __: Sequence[str]) -> Iterator[str]:
    yield from ()


def _judged(parameter: Parameter, lines: Sequence[tuple[str, ...]]) -> str:
    return _map(f"{{still_sent_{parameter['name']}}}", [f"still_{parameter['name']}"], lines, _OTHER)


def _said(parameter: Parameter) -> str:
    """The first value of a name in the query, as it was sent."""
    name = parameter["name"]
    line = (_pattern(f"(?:^|&){name}(?:=([^&]*))?(?:&|$)"), "${1}")
    return _map("{http.request.orig_uri.query}", [f"still_sent_{name}"], [line], _ABSENT)


_KINDS = {
    "one of": _one_of,
    "natural": _natural,
    "subject": _subject,
    "moment": _absent,
    "date": _absent,
    "text": _ignored,
}
