"""What `routes.json` says, as values: how requests are answered from the files of a tree.

The contract is made from endpoints, written as JSON, and read again by the server; the rules of hosts are made from it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from generator import paths
from generator.mirrors.endpoint import Kind, Reply

VERSION = 3


@dataclass(frozen=True, slots=True)
class RouteParameter:
    """Something that a request says to a route, in its path or its query, as `mirrors.endpoint` describes it."""

    name: str
    place: Literal["path", "query"]
    kind: Kind
    default: str | None = None
    most: int | None = None
    names: str = ""
    known: str = ""
    values: tuple[str, ...] = ()
    required: Reply | None = None
    refused: Reply | None = None


@dataclass(frozen=True, slots=True)
class RouteCut:
    """How an answer is cut from its file; `first` is the file of a list's first page."""

    by: Literal["page", "bins", "days"]
    items: tuple[str, ...] = ()
    key: str = ""
    value: str = ""
    finer: str = ""
    first: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """An address, what it accepts, and the file that answers; `repeats` says where the answer has what was asked."""

    api: str
    path: str
    endings: tuple[str, ...]
    parameters: tuple[RouteParameter, ...]
    file: str
    absent: Reply
    repeats: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cut: RouteCut | None = None

    @property
    def cut_by(self) -> str:
        """How an answer is cut from its file; empty where it is the file."""
        return self.cut.by if self.cut else ""

    @property
    def is_paged(self) -> bool:
        """Whether requests may ask for a page of a list."""
        return self.cut_by == "page"

    @property
    def first_file(self) -> str:
        """The file of a list's first page; empty of other answers."""
        return self.cut.first if self.cut else ""


@dataclass(frozen=True, slots=True)
class Folds:
    """How names are found in any case: what characters fold to, and the segments that `paths.plain` does not give."""

    characters: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unknown:
    """What answers below an API's own path where there is neither a file nor a route."""

    below: str
    reply: Reply


@dataclass(frozen=True, slots=True)
class HeaderRule:
    """The headers of the documents whose path a regular expression finds; a later rule goes before an earlier one."""

    path: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Contract:
    """All of it; `names` and `caseless` are by kinds of names."""

    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    caseless: Mapping[str, Folds] = field(default_factory=dict)
    routes: tuple[Route, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    headers: tuple[HeaderRule, ...] = ()

    @property
    def parameters(self) -> Iterator[RouteParameter]:
        """Those of every route."""
        return (parameter for route in self.routes for parameter in route.parameters)


def written(contract: Contract) -> dict[str, Any]:
    """The contract as it is written."""
    return {
        "version": VERSION,
        "escaped": {"characters": paths.UNSAFE, "names": paths.RESERVED, "longest": paths.LONGEST},
        "names": contract.names,
        "caseless": {kind: folds_written(folds) for kind, folds in contract.caseless.items()},
        "routes": [route_written(route) for route in contract.routes],
        "unknown": [{"below": each.below, **_reply_written(each.reply)} for each in contract.unknown],
        "headers": [{"path": rule.path, "headers": rule.headers} for rule in contract.headers],
    }


def route_written(route: Route) -> dict[str, Any]:
    """A route as it is written; what does not apply is left out."""
    said = {
        "api": route.api,
        "path": route.path,
        "endings": route.endings,
        "parameters": [dict(_parameter_written(parameter)) for parameter in route.parameters],
        "file": route.file,
        "absent": _reply_written(route.absent),
    }
    if route.repeats:
        said["repeats"] = route.repeats
    if route.cut:
        found = ((key, getattr(route.cut, key)) for key in RouteCut.__slots__)
        said["cut"] = {key: value for key, value in found if value}
    return said


def folds_written(folds: Folds) -> dict[str, Any]:
    """How names are found in any case, as it is written."""
    return {"characters": folds.characters, "names": folds.names}


def _parameter_written(parameter: RouteParameter) -> Iterator[tuple[str, Any]]:
    yield "name", parameter.name
    yield "in", parameter.place
    yield "is", parameter.kind
    for key in ("default", "most", "names", "known"):
        if getattr(parameter, key):
            yield key, getattr(parameter, key)
    if parameter.values or parameter.kind == "year":
        yield "values", parameter.values
    for key, reply in (("required", parameter.required), ("refused", parameter.refused)):
        if reply:
            yield key, _reply_written(reply)


def _reply_written(reply: Reply) -> dict[str, Any]:
    return {"status": reply.status} | ({"body": dict(reply.body)} if reply.body is not None else {})


def parsed(said: Mapping[str, Any]) -> Contract:
    """A contract that was written."""
    return Contract(
        names=said["names"],
        caseless={kind: Folds(**folds) for kind, folds in said["caseless"].items()},
        routes=tuple(map(route_parsed, said["routes"])),
        unknown=tuple(Unknown(each["below"], _reply(each)) for each in said["unknown"]),
        headers=tuple(HeaderRule(rule["path"], rule["headers"]) for rule in said.get("headers", ())),
    )


def route_parsed(said: Mapping[str, Any]) -> Route:
    """A route that was written."""
    cut = said.get("cut")
    return Route(
        api=said["api"],
        path=said["path"],
        endings=tuple(said["endings"]),
        parameters=tuple(map(_parameter, said["parameters"])),
        file=said["file"],
        absent=_reply(said["absent"]),
        repeats={name: tuple(keys) for name, keys in said.get("repeats", {}).items()},
        cut=RouteCut(**{**cut, "items": _texts(cut.get("items", ()))}) if cut else None,
    )


def _parameter(said: Mapping[str, Any]) -> RouteParameter:
    required, refused = (_reply(said[key]) if key in said else None for key in ("required", "refused"))
    plain = {key: said[key] for key in ("default", "most", "names", "known") if key in said}
    values = _texts(said.get("values", ()))
    return RouteParameter(
        said["name"], said["in"], said["is"], values=values, required=required, refused=refused, **plain
    )


def _texts(said: Sequence[str]) -> tuple[str, ...]:
    return tuple(said)


def _reply(said: Mapping[str, Any]) -> Reply:
    return Reply(said["status"], said.get("body"))
