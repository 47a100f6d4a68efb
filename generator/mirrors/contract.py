"""The contract of a tree, `routes.json`: what every endpoint accepts and how its answer is had from the files.

The server, the rules of the hosts and the worker answer from it; it says nothing that the endpoints do not declare, but
for what a tree alone knows: the years up to the newest listen, the segments of names that `paths.plain` does not give,
and how names are found in any case.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict

import orjson

from generator import caseless, paths
from generator.documents import Document
from generator.mirrors import listenbrainz, partify, pybossa, winget, wistia
from generator.mirrors.catalog import Catalog
from generator.mirrors.endpoint import Endpoint, Parameter, Reply
from generator.mirrors.routing import Contract, Folds, Route, RouteCut, RouteParameter, Unknown, written
from generator.mirrors.year_in_music import FIRST_YEAR, OF_YEAR, YEAR_IN_MUSIC

PATH = "routes.json"

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


def routes(catalog: Catalog, apis: Collection[str]) -> Contract:
    """The contract of a tree with the documents of some APIs."""
    years = years_of(catalog)
    endpoints = [(key, endpoint) for key in apis for endpoint in ROUTED[key]]
    named = [parameter for _, endpoint in endpoints for parameter in endpoint.parameters if parameter.names]
    kinds, folded = {each.names for each in named}, {each.names for each in named if each.caseless}
    return Contract(
        names={kind: _apart(catalog, kind) for kind in sorted(kinds)},
        caseless={kind: _folds(catalog, kind) for kind in sorted(folded)},
        routes=tuple(_route(key, endpoint, years) for key, endpoint in endpoints),
        unknown=tuple(Unknown(*UNKNOWN[key]) for key in apis if key in UNKNOWN),
    )


def document(contract: Contract) -> Document:
    """The contract as JSON."""
    return Document(PATH, orjson.dumps(written(contract), option=orjson.OPT_INDENT_2), "site")


def years_of(catalog: Catalog) -> tuple[str, ...]:
    """The years that may be asked for: from the first to the newest that there is a year in music of."""
    users = catalog.subjects.get("user_name", {}).items()
    found = (ranges.get("/" + YEAR_IN_MUSIC.stem(segment), []) for (_, segment), ranges in users)
    newest = max((int(year) for years in found for year in years), default=FIRST_YEAR - 1)
    return tuple(str(year) for year in range(FIRST_YEAR, newest + 1))


def _apart(catalog: Catalog, kind: str) -> dict[str, str]:
    """The segments of names that have another one than they would have alone."""
    named = catalog.subjects.get(kind, {})
    return {name: segment for name, segment in sorted(named) if paths.plain(name) != segment}


def _folds(catalog: Catalog, kind: str) -> Folds:
    """How the names of a kind are found in any case."""
    return Folds(**caseless.table(dict(iter(catalog.subjects.get(kind, {})))))


def _route(api: str, endpoint: Endpoint, years: tuple[str, ...]) -> Route:
    cut = RouteCut(**asdict(endpoint.cut), first=endpoint.first_file or "") if endpoint.cut else None
    return Route(
        api=api,
        path=endpoint.path,
        endings=endpoint.endings,
        parameters=tuple(_parameter(endpoint, parameter, years) for parameter in endpoint.parameters),
        file=endpoint.file,
        absent=endpoint.absent,
        repeats={endpoint.subject: endpoint.repeats} if endpoint.subject and endpoint.repeats else {},
        cut=cut,
    )


def _parameter(endpoint: Endpoint, parameter: Parameter, years: tuple[str, ...]) -> RouteParameter:
    return RouteParameter(
        name=parameter.name,
        place="path" if endpoint.is_in_path(parameter) else "query",
        kind=parameter.kind,
        default=parameter.default,
        most=parameter.most,
        names=parameter.names,
        known=parameter.known,
        values=years if parameter.kind == "year" else parameter.values,
        required=parameter.required,
        refused=parameter.refused,
    )
