"""Every document of a tree, one after the other: domain by domain, then what is about the site itself."""

from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

import orjson

from generator import __version__, pages
from generator.config import Config
from generator.documents import MARK, Document, Planned
from generator.events import CONTRIBUTIONS, LISTENS, REQUESTS, VIDEO, Loaded
from generator.hosts import headers
from generator.mirrors import contract, openapi
from generator.mirrors.routing import Contract
from generator.pages.site import PLAYED
from generator.pipeline import api_index, file_kinds
from generator.pipeline.context import BuildContext
from generator.ranges import epoch
from generator.stats import local_time

if TYPE_CHECKING:  # pages are imported where there are any
    from generator.pages import Renderer, Templates

# The modules that make the documents of a domain, each imported where the domain has events.
_DOMAINS: Mapping[str, str] = {
    LISTENS: "generator.pipeline.listens",
    REQUESTS: "generator.pipeline.requests",
    CONTRIBUTIONS: "generator.pipeline.contributions",
    VIDEO: "generator.pipeline.video",
}


def renderer_of(config: Config, loaded: Loaded, templates: "Templates") -> "Renderer | None":
    """The renderer of a site, ready for what is about the site itself; None without pages."""
    if not config.pages:
        return None
    site = pages.SiteContext(
        title=config.site.title,
        base_url=config.site.base_url,
        charts=config.charts,
        timezone=config.site.timezone,
        homes=pages.homes(_found(config, loaded), config.noun),
        noun=config.noun,
        accent=config.theme.accent,
    )
    return pages.make_renderer(site, templates, local_time.shown(max(loaded.as_of.values()), site.timezone))


def _found(config: Config, loaded: Loaded) -> set[str]:
    """What has pages: the domains with events, listens only if they are somebody's, and what a server played."""
    found = set(loaded.newest)
    if LISTENS in found and (config.mirrors is None or PLAYED in config.mirrors or not loaded.has_listeners):
        found.add(PLAYED)
    return found if loaded.has_listeners else found - {LISTENS}


def documents(work: BuildContext) -> Generator[Planned, None, None]:
    """Every document of the tree but its mark, streamed."""
    for domain in _DOMAINS:
        yield from _documents_of(domain)(work) if domain in work.loaded.newest else ()
    if work.renderer:
        yield from _site(work, work.renderer)
    yield work.catalog.document()
    yield contract.document(contract_of(work))
    yield openapi.document(_description(work))


def _documents_of(domain: str) -> Callable[[BuildContext], Iterator[Planned]]:
    """What makes the documents of a domain."""
    made: Callable[[BuildContext], Iterator[Planned]] = import_module(_DOMAINS[domain]).documents
    return made


def _site(work: BuildContext, renderer: "Renderer") -> Iterator[Planned]:
    """What is about the site itself, and the home page where domains only have pages beside it."""
    with work.asked("the site", {}) as store:
        yield from pages.of_site(renderer, store, work.config, work.loaded)
    yield from pages.of_api(renderer, list(api_index.apis(work)), work.own)
    yield from pages.of_home(renderer, work.introductions) if renderer.site.entrances else ()


def contract_of(work: BuildContext) -> Contract:
    """How requests are answered from this tree: its routes, and the headers of its documents."""
    style = work.renderer.style_alone if work.renderer and not _has_own_policy(work.config) else None
    return replace(contract.routes(work.catalog, api_index.mirrored(work)), headers=headers.rules(style))


def _description(work: BuildContext) -> dict[str, Any]:
    """What programs may ask of this tree."""
    site = openapi.DescribedSite(work.config.site.title, work.config.site.base_url)
    return openapi.described(site, work.catalog, api_index.mirrored(work), file_kinds.kinds(work))


def _has_own_policy(config: Config) -> bool:
    """Whether a project's own templates may say what else its pages load."""
    return any((config.folder / "templates" / name).is_file() for name in ("base.html", "404.html"))


def mark(loaded: Loaded, inputs: str | None) -> Document:
    """The document by which a tree is known as ours; `inputs` say what it was made from, None where nothing does."""
    as_of = epoch(max(loaded.as_of.values()))
    said = {"generator": "stillstats", "version": __version__, "as_of": as_of, "rejects": loaded.rejects}
    return Document(MARK, orjson.dumps({**said, "inputs": inputs} if inputs else said), "site")
