"""The whole description: what the tree has, address by address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from generator import __version__
from generator.documents import Document
from generator.mirrors import contract
from generator.mirrors.catalog import Catalog, Ranges
from generator.mirrors.openapi import addresses
from generator.mirrors.openapi.addresses import FILES, Operation, Writing
from generator.mirrors.openapi.components import Components
from generator.mirrors.openapi.parameters import Known
from generator.schemas import Own

PATH = "openapi.json"

OWN = Own(
    "openapi",
    PATH,
    "This description.",
    {
        "type": "object",
        "required": ["openapi", "info", "paths"],
        "examples": [{"openapi": "3.1.0", "info": {"title": "My stats", "version": __version__}, "paths": {}}],
    },
)

_SAYS = """Numbers as JSON files, at the addresses of public APIs and in their words.

What is tagged `files` any static host answers. The other addresses need a host that reads queries, such as \
`stillstats serve`; a trailing slash changes nothing there, and of parameters that are said twice the first counts. \
GET and HEAD are answered, any other method with 405 and a JSON error. Pages of any origin may read everything. \
`stillstats serve` refuses a request for a host that is not its own with 421."""
TAGS = {
    "listenbrainz": "Listening, as ListenBrainz answers.",
    "partify": "Plays, as Partify answers.",
    "winget": "Packages, as winget.run answers.",
    "pybossa": "Crowdsourcing, as PYBOSSA answers.",
    "wistia": "Videos, as Wistia answers.",
    FILES: "Files of the tree, called as in paths: see catalog.json.",
}


@dataclass(frozen=True, slots=True)
class DescribedSite:
    """What a site is called, and where it is; nowhere yet where `base_url` is empty."""

    title: str
    base_url: str


def described(site: DescribedSite, catalog: Catalog, apis: Iterable[str], own: Iterable[Own]) -> dict[str, Any]:
    """The description of a tree with the documents of some APIs, and some kinds of documents of its own."""
    writing = Writing(Components(), Known(contract.years_of(catalog), _names(catalog)))
    mirrored = {api: contract.ROUTED[api] for api in apis}
    at = {each.path: each for api in mirrored for each in contract.APIS[api]}
    has = {each.stat_set for path, each in at.items() if path in catalog.first}
    operations: list[Operation] = [
        *(addresses.of_api(writing, api, each) for api, listed in mirrored.items() for each in listed),
        *(
            operation
            for api, listed in mirrored.items()
            for each in listed
            if (each.path in catalog.first if each.path in at else each.stat_set in has)
            for operation in addresses.of_files(writing, api, each)
        ),
        *(addresses.of_own(writing, each) for each in own),
    ]
    return {
        "openapi": "3.1.0",
        "info": {"title": site.title, "version": __version__, "description": _SAYS},
        "servers": [{"url": site.base_url.rstrip("/") or "/"}],
        "tags": [{"name": tag, "description": says} for tag, says in TAGS.items() if tag in {*mirrored, FILES}],
        "paths": {address: {"get": operation} for address, operation in operations},
        "components": {
            "schemas": writing.kept.schemas,
            "parameters": writing.kept.parameters,
            "responses": writing.kept.responses,
        },
    }


def _names(catalog: Catalog) -> dict[str, tuple[str, str]]:
    """The subject of each kind that most is answered of, the first of several: its name and its segment."""
    listed = {kind: sorted(found.items(), key=_fewest_last) for kind, found in catalog.subjects.items()}
    return {kind: found[0][0] for kind, found in listed.items() if found}


def _fewest_last(subject: tuple[tuple[str, str], Ranges]) -> tuple[int, tuple[str, str]]:
    name, answered = subject
    return -len(answered), name


def document(description: Mapping[str, Any]) -> Document:
    """The description as JSON."""
    return Document(PATH, orjson.dumps(description), "site")
