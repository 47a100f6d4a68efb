"""The contract of a tree, `routes.json`: what every endpoint accepts and how its answer is had from the files.

The server, the rules of the hosts and the worker answer from it; it says nothing that the endpoints do not declare, but
for what a tree alone knows: the years up to the newest listen, the segments of names that `paths.plain` does not give,
and how names are found in any case.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict
from typing import Any

import orjson

from generator import caseless, paths
from generator.documents import Document
from generator.mirrors import listenbrainz, partify, pybossa, winget, wistia
from generator.mirrors.catalog import Catalog
from generator.mirrors.endpoint import Endpoint, Parameter, Reply
from generator.mirrors.year_in_music import FIRST_YEAR, OF_YEAR, YEAR_IN_MUSIC

PATH = "routes.json"
VERSION = 3

# The endpoints that requests are answered by, of every API by its key in config.yaml.
ROUTED: Mapping[str, tuple[Endpoint, ...]] = {
    "listenbrainz": (*listenbrainz.ENDPOINTS, YEAR_IN_MUSIC, OF_YEAR, listenbrainz.LISTEN_COUNT),
    "partify": partify.ENDPOINTS,
    "winget": (winget.SERIES,),
    "pybossa": pybossa.ENDPOINTS,
    "wistia": wistia.ENDPOINTS,
}
# What answers a path below one of an API that is neither a file nor one of its endpoints.
UNKNOWN: Mapping[str, tuple[str, Reply]] = {"listenbrainz": (listenbrainz.ROOT, listenbrainz.UNKNOWN)}
# The endpoints that documents lie at.
APIS: Mapping[str, tuple[Endpoint, ...]] = {
    **ROUTED,
    "listenbrainz": (*listenbrainz.ENDPOINTS, YEAR_IN_MUSIC, listenbrainz.LISTEN_COUNT),
    "winget": winget.ENDPOINTS,
}


def mirrored(catalog: Catalog, wanted: Collection[str]) -> tuple[str, ...]:
    """The keys of the wanted APIs of which there are documents."""
    return tuple(
        key for key, listed in APIS.items() if key in wanted and any(each.path in catalog.first for each in listed)
    )


def routes(catalog: Catalog, apis: Collection[str]) -> dict[str, Any]:
    """The contract of a tree with the documents of some APIs."""
    years = years_of(catalog)
    endpoints = [(key, endpoint) for key in apis for endpoint in ROUTED[key]]
    named = [parameter for _, endpoint in endpoints for parameter in endpoint.parameters if parameter.names]
    kinds, folded = {each.names for each in named}, {each.names for each in named if each.caseless}
    return {
        "version": VERSION,
        "escaped": {"characters": paths.UNSAFE, "names": paths.RESERVED, "longest": paths.LONGEST},
        "names": {kind: _apart(catalog, kind) for kind in sorted(kinds)},
        "caseless": {kind: caseless.table(dict(iter(catalog.subjects.get(kind, {})))) for kind in sorted(folded)},
        "routes": [_route(key, endpoint, years) for key, endpoint in endpoints],
        "unknown": [_unknown(*UNKNOWN[key]) for key in apis if key in UNKNOWN],
    }


def document(contract: Mapping[str, Any]) -> Document:
    """The contract as JSON."""
    return Document(PATH, orjson.dumps(contract, option=orjson.OPT_INDENT_2), "site")


def years_of(catalog: Catalog) -> list[str]:
    """The years that may be asked for: from the first to the newest that there is a year in music of."""
    users = catalog.subjects.get("user_name", {}).items()
    found = (ranges.get("/" + YEAR_IN_MUSIC.stem(segment), []) for (_, segment), ranges in users)
    newest = max((int(year) for years in found for year in years), default=FIRST_YEAR - 1)
    return [str(year) for year in range(FIRST_YEAR, newest + 1)]


def _apart(catalog: Catalog, kind: str) -> dict[str, str]:
    """The segments of names that have another one than they would have alone."""
    named = catalog.subjects.get(kind, {})
    return {name: segment for name, segment in sorted(named) if paths.plain(name) != segment}


def _route(api: str, endpoint: Endpoint, years: list[str]) -> dict[str, Any]:
    said = {
        "api": api,
        "path": endpoint.path,
        "endings": list(endpoint.endings),
        "parameters": [dict(_parameter(endpoint, parameter, years)) for parameter in endpoint.parameters],
        "file": endpoint.file,
        "absent": _reply(endpoint.absent),
    }
    if endpoint.subject and endpoint.repeats:
        said["repeats"] = {endpoint.subject: list(endpoint.repeats)}
    cut = asdict(endpoint.cut) | {"first": endpoint.first_file} if endpoint.cut else {}
    return said | ({"cut": {key: value for key, value in cut.items() if value}} if cut else {})


def _unknown(below: str, reply: Reply) -> dict[str, Any]:
    return {"below": below, **_reply(reply)}


def _parameter(endpoint: Endpoint, parameter: Parameter, years: list[str]) -> Iterator[tuple[str, Any]]:
    """What the contract says of a parameter; what does not apply is left out."""
    yield "name", parameter.name
    yield "in", "path" if endpoint.is_in_path(parameter) else "query"
    yield "is", parameter.kind
    for key in ("default", "most", "names", "known"):
        if getattr(parameter, key):
            yield key, getattr(parameter, key)
    values = years if parameter.kind == "year" else list(parameter.values)
    if values or parameter.kind == "year":
        yield "values", values
    for key, reply in (("required", parameter.required), ("refused", parameter.refused)):
        if reply:
            yield key, _reply(reply)


def _reply(reply: Reply) -> dict[str, Any]:
    return {"status": reply.status} | ({"body": dict(reply.body)} if reply.body is not None else {})
