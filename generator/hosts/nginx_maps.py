"""The maps of nginx: they turn the text of a request into whitelisted parts of a file's path, or into nothing."""

import re
from collections.abc import Iterator, Sequence

from generator.hosts import nginx_names as names
from generator.hosts.host import Served
from generator.hosts.replies import ALLOWED_HEADERS, METHODS
from generator.mirrors.routing import HeaderRule, Route, RouteParameter

END = names.END
REFUSED = "~"  # no part of a path is called so, and no request's value is shown as it

# A dot segment, sent as it is or encoded: nginx would resolve it, and see another path than was sent.
_CLIMBING = r"~*^[^?]*(?:/|%2f)(?:\.|%2e){1,2}(?:/|%2f|\?|$)"
_HARMLESS = r"[^\"\\\\\x00-\x1f]"
# A name that is its own segment, but for what the tree's list of names says otherwise.
_OWN = r"(?!\.)[^~%#/\\\\:*?\"<>|\x00-\x1f\x7f]{1,200}(?<![. ])"


def of(served: Served) -> str:
    """Every map, in the order of routes, parameters and names."""
    routes = served.contract.routes
    parameters = {each.name: each for route in routes for each in route.parameters}
    parts = [
        'geo $still_dollar {\n    default "$";\n}\n',
        _map("$request_uri", "$still_route", _routes(routes)),
        *_methods(),
        *_headers(served.contract.headers),
    ]
    for parameter in parameters.values():
        parts += _KINDS[parameter.kind](parameter, served)
    parts += [_pages(route) for route in _unlike(routes)]
    return "\n".join(parts)


def variable(parameter: RouteParameter) -> str:
    """The variable that holds what a parameter is in the path of a file."""
    return f"$still_{parameter.name}"


def raw(parameter: RouteParameter) -> str:
    """The variable that holds what a request said in its query, as it was sent; REFUSED when it said nothing."""
    return f"$still_raw_{parameter.name}"


def said(parameter: RouteParameter) -> str:
    """The variable that holds what a request said, where it is harmless within JSON."""
    return f"$still_said_{parameter.name}"


def header(name: str) -> str:
    """The variable that holds a header."""
    return f"$still_header_{name.replace('-', '_').lower()}"


def cut(route: Route) -> str:
    """The variable that is `cut` where a file would have to be cut; for lists it is else what follows the range."""
    return f"$still_{route.cut_by}"


def filled(template: str, parameters: Sequence[RouteParameter]) -> str:
    """A path whose parameters are replaced by variables."""
    by_name = {parameter.name: parameter for parameter in parameters}
    return re.sub(r"{(\w+)}", lambda found: variable(by_name[found[1]]), template)


def group(parameter: RouteParameter) -> str:
    """The content of the group that captures a parameter in a decoded path."""
    pattern = "[0-9]{1,9}" if parameter.kind == "year" else ".+?"
    return f"?<{_caught(parameter)}>{pattern}"


def endings(route: Route) -> str:
    """What may follow the path of a route."""
    listed = "|".join(re.escape(ending) for ending in route.endings if ending)
    return f"(?:{listed})?"


def _caught(parameter: RouteParameter) -> str:
    return f"still_of_{parameter.name}"


def _map(source: str, target: str, lines: Iterator[tuple[str, str]], default: str = '""') -> str:
    body = "".join(f"    {pattern} {value};\n" for pattern, value in lines)
    return f"map {source} {target} {{\n    default {default};\n{body}}}\n"


def _routes(routes: Sequence[Route]) -> Iterator[tuple[str, str]]:
    """The number of the route that a request is for, by its path as it was sent."""
    yield f'"{_CLIMBING}"', '""'
    for number, route in enumerate(routes, 1):  # nginx takes 0 for nothing
        yield f'"~^{_sent(route)}(?:\\?|$)"', str(number)


def _sent(route: Route) -> str:
    """A pattern of the path of a route as it is sent, with what may follow it.

    Where it ends with a name, the name's own slash is none that follows; decoded, the two would be one.
    """
    years = {each.name for each in route.parameters if each.kind == "year"}
    path = re.sub(r"{(\w+)}", lambda found: "[0-9]{1,9}" if found[1] in years else "[^/?]+", route.path)
    plain = f"{path}(?<!%2[fF])" if path.endswith("[^/?]+") else path
    following = "|".join(re.escape(ending) for ending in route.endings if ending not in {"", "/"})
    slash = "/?" if "/" in route.endings else ""
    return f"(?:{path}(?:{following})|{plain}{slash})" if following else f"{plain}{slash}"


def _methods() -> Iterator[str]:
    for name, value in (
        ("$still_allow", f'"{METHODS}"'),
        ("$still_allowed_headers", f'"{ALLOWED_HEADERS}"'),
    ):
        yield _map("$request_method", name, iter((("GET", '""'), ("HEAD", '""'))), value)


def _headers(rules: Sequence[HeaderRule]) -> Iterator[str]:
    """One map a header: the last rule that speaks of it and finds the path decides."""
    for name in dict.fromkeys(name for rule in rules for name in rule.headers):
        speaking = [rule for rule in reversed(rules) if name in rule.headers]
        lines = ((f'"~{rule.path.replace("^", "^/")}"', f'"{rule.headers[name]}"') for rule in speaking)
        yield _map("$uri", header(name), lines)


# By kind of parameter


def _one_of(parameter: RouteParameter, _: Served) -> Iterator[str]:
    name = parameter.name
    yield _raw(parameter)
    lines = list(_absent(name, f'"{parameter.default or ""}"'))
    lines += [(f'"~{_first(name, value)}"', value) for value in parameter.values]
    yield _map("$args", variable(parameter), iter(lines), REFUSED)


def _natural(parameter: RouteParameter, _: Served) -> Iterator[str]:
    """Whether a number asks for the default, for everything, or for a part that has to be cut."""
    name, default, most = parameter.name, parameter.default, parameter.most
    lines = [*_absent(name, "first"), (f'"~{_first(name, f"0*{default}")}"', "first")]
    if most:  # is a power of ten, so that what is no less has as many digits or more
        lines.append((f'"~{_first(name, rf"(?=[0-9]{{1,18}}(?:&|$))0*[1-9][0-9]{{{len(str(most)) - 1},}}")}"', "all"))
    lines.append((f'"~{_first(name, "[0-9]{1,18}")}"', "cut"))
    yield _map("$args", variable(parameter), iter(lines), REFUSED)


def _subject(parameter: RouteParameter, served: Served) -> Iterator[str]:
    """The segments of names; names that are found in any case are listed one by one."""
    name = parameter.name
    own = _OWN if parameter.place == "path" else names.UNRESERVED + "{1,200}"
    if parameter.place == "query":
        yield _raw(parameter)
        source = raw(parameter)
    else:
        source = f"${_caught(parameter)}"
        yield _map(source, said(parameter), iter((_shown(source),)))
    lines = list(names.lines(parameter, served))
    if parameter.names not in served.contract.caseless:
        lines.append((f'"~^(?<still_own_{name}>{own}){END}"', f"$still_own_{name}"))
    yield _map(source, variable(parameter), iter(lines), REFUSED)


def _mbid(parameter: RouteParameter, _: Served) -> Iterator[str]:
    hexes = "-".join(f"[0-9a-f]{{{count}}}" for count in (8, 4, 4, 4, 12))
    source = f"${_caught(parameter)}"
    yield _map(source, said(parameter), iter((_shown(source),)))
    yield _map(source, variable(parameter), iter(((f'"~^{hexes}{END}"', source),)), REFUSED)


def _year(parameter: RouteParameter, _: Served) -> Iterator[str]:
    source = f"${_caught(parameter)}"
    yield _map(source, said(parameter), iter(((f'"~^0*(?<still_number>[0-9]+){END}"', "$still_number"),)))
    yield _map(source, variable(parameter), ((f'"~^0*{year}{END}"', year) for year in parameter.values), REFUSED)


def _given(parameter: RouteParameter, _: Served) -> Iterator[str]:
    """Whether a date is given; an empty parameter of the kind `date` counts as not given."""
    name = parameter.name
    some = _first(name, "[^&]+" if parameter.kind == "date" else "[^&]*")
    yield _map("$args", variable(parameter), iter(((f'"~{some}"', "cut"),)))


def _ignored(_: RouteParameter, __: Served) -> Iterator[str]:
    yield from ()


_KINDS = {
    "one of": _one_of,
    "natural": _natural,
    "subject": _subject,
    "mbid": _mbid,
    "year": _year,
    "moment": _given,
    "date": _given,
    "text": _ignored,
}


def _pages(route: Route) -> str:
    """Whether an answer must be cut, from what its parameters say."""
    if route.cut_by == "page":
        return _map(
            '"$still_count $still_offset"',
            cut(route),
            iter((('"first first"', '""'), ('"all first"', "/all"))),
            "cut",
        )
    names = [each for each in route.parameters if each.kind in {"moment", "date"}]
    return _map(f'"{"".join(map(variable, names))}"', cut(route), iter((('"~cut"', "cut"),)))


def _unlike(routes: Sequence[Route]) -> list[Route]:
    """One route for each way to cut an answer."""
    return list({route.cut_by: route for route in routes if route.cut}.values())


# Patterns


def _first(name: str, value: str) -> str:
    """The first of the parameters of a name in a query, with a value."""
    return rf"{_before(name)}{name}={value}(?:&|$)"


def _before(name: str) -> str:
    return rf"^(?:(?!{name}(?:=|&|$))[^&]*&)*"


def _absent(name: str, value: str) -> Iterator[tuple[str, str]]:
    """What a query without a parameter stands for; nginx tries no pattern on an empty one."""
    yield '""', value
    yield rf'"~^(?!(?:[^&]*&)*{name}(?:=|&|$))"', value


def _raw(parameter: RouteParameter) -> str:
    """What a query says, as it was sent, and the same where it is harmless."""
    name = parameter.name
    caught = f"still_sent_{name}"
    line = rf'"~{_before(name)}{name}(?:=(?<{caught}>[^&]*))?(?:&|$)"', f"${caught}"
    sent = _map("$args", raw(parameter), iter((line,)), REFUSED)
    return sent + "\n" + _map(raw(parameter), said(parameter), iter((_shown(raw(parameter)),)))


def _shown(source: str) -> tuple[str, str]:
    return f'"~^{_HARMLESS}*{END}"', source
