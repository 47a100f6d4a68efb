"""The maps of Caddy: which file answers a request, judged by the text of the request as it was sent.

They take plain characters only. What they do not take becomes `~` in the path of a file, and no file is called so.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import orjson

from generator import paths
from generator.hosts.host import Served
from generator.mirrors import contract
from generator.mirrors.endpoint import NOTHING
from generator.mirrors.routing import Contract, Folds, Route, RouteParameter, folds_written, route_written

Lines = Sequence[tuple[str, ...]]

_OTHER = "~"
_ABSENT = "&"  # no value in a query holds one

_ORIGIN = "(?:https?://[^/?#]*)?"
_END = "(?:[?#]|$)"
# A dot segment, sent as it is or encoded, which other programs would resolve, and see another path than was sent.
_CLIMBING = rf"^{_ORIGIN}[^?#]*/(?:\.|%2[eE]){{1,2}}(?:[/?#]|$)"
# A longer name is never its own segment. Go refuses alternatives that nest more than 1,000 deep, as those of a, aa, aaa
# and so on do, and with them the whole configuration.
_PLAIN = f"[A-Za-z0-9_-](?:[A-Za-z0-9._-]{{0,{paths.LONGEST - 2}}}[A-Za-z0-9_-])?"
_VARIABLE = re.compile(r"{(\w+)}")


def of(served: Served) -> str:
    """All maps: the routes, the values of their parameters, the files that answer, and the data of the template."""
    routes, names = served.contract.routes, served.contract.names
    parameters = {each.name: each for route in routes for each in route.parameters if each.place == "query"}
    apart = sorted(set(chain.from_iterable(names.values())))
    parts = [*_paths(routes, apart)]
    for parameter in parameters.values():
        parts += _KINDS[parameter.kind](parameter, apart)
    if any(_is_paged(route) for route in routes):
        # What follows a list's name in the path of a file, and nothing where they are checked alone.
        pages = [('"first first"', '""', '""'), ('"all first"', "/all", '""')]
        targets = ["still_page", "still_checked"]
        parts.append(mapped('"{still_part_count} {still_part_offset}"', targets, pages, f"{_OTHER} {_OTHER}"))
    return "".join([*parts, *_of_routes(routes), *_names(served.contract)])


def mapped(source: str, targets: Sequence[str], lines: Lines, default: str) -> str:
    """A map; Caddy takes its outputs literally, but for dollar signs."""
    body = "".join(f"\t{' '.join(line)}\n" for line in lines)
    return f"map {source} {' '.join(f'{{{target}}}' for target in targets)} {{\n{body}\tdefault {default}\n}}\n"


def _pattern(text: str) -> str:
    return f"`~{text}`"


# Routes


def _paths(routes: Sequence[Route], apart: Sequence[str]) -> Iterator[str]:
    """The number of the route of a request, and the variables of its path: as sent, and as parts of a file's path."""
    places = range(1, max((len(_variables(route)) for route in routes), default=0) + 1)
    lines = [(_pattern(_CLIMBING), "0", *['""' for _ in places])]
    for number, route in enumerate(routes, 1):
        groups = [f"${{{place}}}" if place <= len(_variables(route)) else '""' for place in places]
        lines.append((_pattern(_path(route)), str(number), *groups))
    targets = ["still_route", *(f"still_sent_{place}" for place in places)]
    yield mapped("{http.request.orig_uri}", targets, lines, "0")
    for place in places:
        yield _own(str(place), apart)


def _path(route: Route) -> str:
    """A pattern of the path of a route, its variables in groups; each group is as short as the endings allow."""
    years = {parameter.name for parameter in route.parameters if parameter.kind == "year"}
    path = _VARIABLE.sub(lambda found: "([0-9]{1,9})" if found[1] in years else "([^/?#]+?)", route.path)
    endings = "|".join(re.escape(ending) for ending in route.endings if ending)
    return f"^{_ORIGIN}{path}(?:{endings})?{_END}"


def _variables(route: Route) -> list[str]:
    return _VARIABLE.findall(route.path)


def _of_routes(routes: Sequence[Route]) -> Iterator[str]:
    """By the number of a route: its file, a file that shows that 204 is right, and the data of the template."""
    numbered = [(str(number), route) for number, route in enumerate(routes, 1)]
    for target, path in (("still_file", _file), ("still_known", _known)):
        lines = [(number, f'"/{path(route)}"') for number, route in numbered]
        yield mapped("{http.vars.still_route}", [target], lines, f"/{_OTHER}")
    told = [(_pattern(f"^{number}$"), _told(route_written(route))) for number, route in numbered]
    yield mapped("{http.vars.still_route}", ["still_contract"], told, '""')


def _file(route: Route) -> str:
    """The path of the file that answers, with variables that maps fill; of a list the first page or the whole."""
    path = route.first_file.removesuffix(".json") + "{still_page}.json" if _is_paged(route) else route.file
    ends = [f"{{still_part_{each.name}}}" for each in route.parameters if each.kind in {"moment", "date"}]
    is_checked = not _is_paged(route) and any(each.kind == "natural" for each in route.parameters)
    return _filled(path.removesuffix(".json"), route) + "".join([*ends, *["{still_checked}"] * is_checked]) + ".json"


def _known(route: Route) -> str:
    """A file whose presence shows that a request without a file is answered 204, if one file can show that."""
    judged = [each for each in route.parameters if each.place == "path" or each.known]
    if route.absent != NOTHING or len(judged) > 1:
        return _OTHER
    return _filled(judged[0].known or _OTHER, route) if judged else contract.PATH


def _filled(path: str, route: Route) -> str:
    """A path whose parameters are replaced by variables."""
    parts = {name: f"{{still_part_{place}}}" for place, name in enumerate(_variables(route), 1)}
    parts |= {each.name: f"{{still_part_{each.name}}}" for each in route.parameters if each.place == "query"}
    return _VARIABLE.sub(lambda found: parts.get(found[1], found[0]), path)


def _is_paged(route: Route) -> bool:
    return route.is_paged


# What the template is told


def _names(said: Contract) -> Iterator[str]:
    """The names whose segment differs from the one they would have alone, and how names are found in any case."""
    for kind, apart in said.names.items():
        folds = said.caseless.get(kind, Folds())
        lines = [(_pattern("^"), _told(apart), _told(folds_written(folds)))]
        yield mapped("{http.vars.still_route}", [f"still_names_{kind}", f"still_caseless_{kind}"], lines, '""')


def _told(value: Mapping[str, Any]) -> str:
    """JSON in which nothing that Caddy would interpret is left, whatever people are called."""
    text = orjson.dumps(value).decode()
    return f"`{re.sub(_TEXT, lambda found: _READ.sub(_unread, found[0]), text)}`"


_TEXT = r'"(?:[^"\\]|\\.)*"'
_READ = re.compile("[{}$`]")


def _unread(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


# By kind of parameter


def _own(name: str, apart: Sequence[str]) -> str:
    """A plain name, which is its own segment."""
    named = "|".join(re.escape(each) for each in apart if re.fullmatch(_PLAIN, each))
    lines = [(_pattern(f"^(?:{named})$"), _OTHER)] if named else []
    return _judged(name, [*lines, (_pattern(f"^({_PLAIN})$"), "${1}")])


def _subject(parameter: RouteParameter, apart: Sequence[str]) -> Iterator[str]:
    yield _said(parameter.name)
    yield _own(parameter.name, apart)


def _one_of(parameter: RouteParameter, _: Sequence[str]) -> Iterator[str]:
    lines = [(value, value) for value in parameter.values]
    if parameter.default is not None:
        lines.append((_ABSENT, parameter.default))
    yield _said(parameter.name)
    yield _judged(parameter.name, lines)


def _natural(parameter: RouteParameter, _: Sequence[str]) -> Iterator[str]:
    """Whether a number asks for the default, for everything, or for a part that has to be cut."""
    lines = [(_ABSENT, "first"), (parameter.default or "", "first")]
    if parameter.most:  # is a power of ten, so that what is no less has as many digits or more
        lines.append((_pattern(f"^[1-9][0-9]{{{len(str(parameter.most)) - 1},17}}$"), "all"))
    yield _said(parameter.name)
    yield _judged(parameter.name, lines)


def _end(parameter: RouteParameter, _: Sequence[str]) -> Iterator[str]:
    """Whether one end of a list is given."""
    yield _said(parameter.name)
    yield _judged(parameter.name, [(_ABSENT, '""')])


def _ignored(_: RouteParameter, __: Sequence[str]) -> Iterator[str]:
    yield from ()


def _said(name: str) -> str:
    """The first value of a name in the query, as it was sent."""
    line = (_pattern(f"(?:^|&){name}(?:=([^&]*))?(?:&|$)"), "${1}")
    return mapped("{http.request.orig_uri.query}", [f"still_sent_{name}"], [line], _ABSENT)


def _judged(name: str, lines: Lines) -> str:
    return mapped(f"{{still_sent_{name}}}", [f"still_part_{name}"], lines, _OTHER)


_KINDS = {
    "one of": _one_of,
    "natural": _natural,
    "subject": _subject,
    "moment": _end,
    "date": _end,
    "text": _ignored,
}
