"""The rules of Netlify's `_redirects`: from what a request says to the file that answers, the most specific first.

A rule holds where the query has all that the rule names, whatever else it has; the first that holds decides. A range
is one of a list: what a placeholder would take from a query is not known to stay within one segment of a path.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from urllib.parse import quote

from generator.hosts.host import Served
from generator.hosts.names import UpToDate, asked_in, kept_in
from generator.mirrors.routing import Route

UNCUT = "netlify/uncut.json"  # answers requests for a part of a list
REFUSED = "netlify/refused.json"  # answers requests for what no file has
_TOLD = (UNCUT, REFUSED, "netlify/unknown")  # how the paths begin of what is answered with 404
MOST = 9_000  # rules; Netlify's documentation asks for other means from 10,000 on

_BOUNDS = {"moment", "date"}
_UNSAYABLE = re.compile(r"\s|=|^:")  # in the value of a query in a rule


@dataclass(frozen=True, slots=True)
class NetlifyRule:
    """A path, what the query must have, and the file that answers; a forced rule goes before a file at its path."""

    path: str
    query: tuple[str, ...]
    file: str
    forced: bool

    @property
    def line(self) -> str:
        """The rule as `_redirects` says it; Netlify's documentation promises no other statuses of answers."""
        status = 404 if self.file.startswith(_TOLD) else 200
        return " ".join((self.path, *self.query, f"/{self.file}", f"{status}{'!' if self.forced else ''}"))


@dataclass(frozen=True, slots=True)
class Compiled:
    """The rules of a tree, the names for which there are too many of them, and those that no rule can say."""

    rules: Sequence[NetlifyRule]
    left_out: Sequence[UpToDate]
    unsayable: Sequence[UpToDate]


Asked = tuple[tuple[str, ...], str]  # what a query must have, and the file that answers, with names in braces
Called = Mapping[str, tuple[str, str]]  # how a name is sent, and its segment, by kind; placeholders where there is none


def unknown(number: int) -> str:
    """What answers below an API's own path where there is neither a file nor a rule."""
    return f"netlify/unknown_{number}.json"


def compiled(served: Served) -> Compiled:
    """The rules of names whose segment differs from the name, then those of all others."""
    general = [rule for route in served.contract.routes for rule in _rules(route, {})]
    for number, each in enumerate(served.contract.unknown, 1):
        general.append(NetlifyRule(f"{each.below}*", (), unknown(number), forced=False))
    named: list[NetlifyRule] = []
    left_out: list[UpToDate] = []
    unsayable: list[UpToDate] = []
    for kind, name, segment, called in _called(served):
        if called is None:
            unsayable.append((name, kept_in(served, kind, segment)))
        elif left_out or len(general) + len(named) + len(own := _own(served, kind, called)) > MOST:
            left_out.append((name, kept_in(served, kind, segment)))
        else:
            named += own
    return Compiled([*named, *general], left_out, unsayable)


def _own(served: Served, kind: str, called: tuple[str, str]) -> list[NetlifyRule]:
    """The rules of one name."""
    routes = [each for each in served.contract.routes if any(said.names == kind for said in each.parameters)]
    return [rule for route in routes for rule in _rules(route, {kind: called})]


def _called(served: Served) -> Iterator[tuple[str, str, str, tuple[str, str] | None]]:
    """Every name whose file no placeholder would find: how the name is sent, or None where no rule can say it."""
    for kind in asked_in(served, "path"):
        for name, segment in sorted(served.subjects.get(kind, {}).items()):
            if name not in {segment, ".", ".."}:
                yield kind, name, segment, (quote(name, safe=""), quote(segment, safe="~"))
    for kind in asked_in(served, "query"):
        for name, segment in sorted(served.subjects.get(kind, {}).items()):
            if _UNSAYABLE.search(name):
                yield kind, name, segment, None
            elif name != segment:
                yield kind, name, segment, (name, quote(segment, safe="~"))


def _rules(route: Route, called: Called) -> Iterator[NetlifyRule]:
    """The rules of a route, for one name or by placeholders for all."""
    path = _path(route, called)
    is_forced = not route.path.endswith("}")  # else a placeholder would also take what ends in .json
    for query, file in _asked(route, called):
        yield NetlifyRule(path, query, _placed(route, called, file), is_forced)
    if ".json" in route.endings:
        # The file itself is there, unless it is called otherwise; a part of it is not.
        for query in _bounded(route):
            yield NetlifyRule(f"{path}.json", query, UNCUT, forced=True)
        if called:
            yield NetlifyRule(f"{path}.json", (), _placed(route, called, route.file), forced=False)


def _asked(route: Route, called: Called) -> Iterator[Asked]:
    """Every query that a route takes, and last the answer without a query."""
    asked = chain.from_iterable(_chosen(route, *each) for each in _sizes(route))
    subject = next((each for each in route.parameters if each.place == "query" and each.names), None)
    if subject is None:
        yield from asked
        return
    value, _ = called.get(subject.names, (f":{subject.name}", ""))
    for query, file in asked:
        yield (f"{subject.name}={value}", *query), file
    if not called:
        yield (), REFUSED


def _sizes(route: Route) -> Iterator[Asked]:
    """How much of a list is asked for: the first page, the whole, or a part, which no file has."""
    if route.is_paged:
        yield from _pages(route)
        return
    for query in _bounded(route):
        yield query, UNCUT
    yield (), route.file


def _pages(route: Route) -> Iterator[Asked]:
    count = next(each for each in route.parameters if each.most)
    (offset,) = (each for each in route.parameters if each.kind == "natural" and each is not count)
    whole, first = route.file, route.first_file
    sizes: list[Asked] = [
        ((f"{count.name}={count.most}",), whole),
        ((f"{count.name}={count.default}",), first),
        ((f"{count.name}=:{count.name}",), UNCUT),
        ((), first),
    ]
    yield from (((f"{offset.name}={offset.default}", *query), file) for query, file in sizes)
    yield (f"{offset.name}=:{offset.name}",), UNCUT
    yield from sizes


def _bounded(route: Route) -> Iterator[tuple[str, ...]]:
    """The parameters of a query that bound an answer."""
    for each in route.parameters:
        if each.kind in _BOUNDS:
            yield (f"{each.name}=:{each.name}",)


def _chosen(route: Route, query: tuple[str, ...], file: str) -> Iterator[Asked]:
    """The same for every range or resolution, for any other word, and for a query without it."""
    choice = next((each for each in route.parameters if each.kind == "one of"), None)
    if choice is None or file == UNCUT:
        yield query, file
        return
    name = choice.name
    for value in choice.values:
        yield (*query, f"{name}={value}"), file.replace(f"{{{name}}}", value)
    yield (*query, f"{name}=:{name}"), REFUSED
    yield query, file.replace(f"{{{name}}}", choice.default) if choice.default is not None else REFUSED


def _path(route: Route, called: Called) -> str:
    sent = {each.name: called[each.names][0] for each in route.parameters if each.names in called}
    return re.sub(r"{(\w+)}", lambda found: sent.get(found[1], f":{found[1]}"), route.path)


def _placed(route: Route, called: Called, file: str) -> str:
    """A file's path with the segment of a name, and with placeholders for whatever else a request says."""
    segments = {each.name: called[each.names][1] for each in route.parameters if each.names in called}
    return re.sub(r"{(\w+)}", lambda found: segments.get(found[1], f":{found[1]}"), file)
