"""The documents of requests: the mirror of winget.run, what is most asked for, badges, and the pages of packages."""

from collections.abc import Iterator
from functools import partial

from generator.documents import Planned
from generator.events import REQUESTS
from generator.mirrors import traffic, winget
from generator.mirrors.catalog import Scope
from generator.pages import requests
from generator.pipeline.context import BuildContext, ZonePass, zone_passes
from generator.stats import Store
from generator.stats.popularity import Popularity, popularity
from generator.stats.traffic import traffic as traffic_of


def documents(work: BuildContext) -> Iterator[Planned]:
    """Every document about packages."""
    scope = work.scope(REQUESTS, "requests/packages_by_claim")
    yield from zone_passes(work, REQUESTS, partial(_documents, work, scope))


def _documents(work: BuildContext, scope: Scope, zone_pass: ZonePass) -> Iterator[Planned]:
    """The documents of one pass."""
    with work.asked("packages", {"as_of": zone_pass.as_of}) as store:
        found = popularity(store)
        if zone_pass.mirrored and work.mirrors("winget"):
            first = {package.package_id for package in found.listed(work.most_packages)}
            yield from winget.documents(store, first, scope)
        if zone_pass.own and work.mirrors("winget"):
            yield from _own(work, store, found, scope)
        told = traffic_of(store) if zone_pass.own else None
        if told:
            yield traffic.document(told, work.config.site.timezone)
            work.own.append(traffic.PATH)
        if zone_pass.own and work.renderer:
            renderer = work.renderer.of(REQUESTS, zone_pass.as_of)
            at_least = work.config.pages.packages.at_least if work.config.pages else 1
            placed = requests.PackagePlaces(scope.segments, partial(winget.path, scope.catalog))
            paged = requests.paged(found, work.most_packages, at_least)
            packages = requests.make_overview(store, found, renderer, placed, paged)
            beside = (requests.TRAFFIC,) if told else ()
            renderer = renderer.of(REQUESTS, zone_pass.as_of, (*requests.places(packages), *beside))
            yield from requests.of_packages(renderer, packages, store)
            if told:
                yield from requests.of_traffic(renderer, packages, told, work.config.privacy.at_least, traffic.PATH)
            work.introductions.append(requests.introduction(packages))


def _own(work: BuildContext, store: Store, found: Popularity, scope: Scope) -> Iterator[Planned]:
    """Popularity and badges, by the clock of pages."""
    zone = work.config.site.timezone
    yield from winget.popularity_documents(store, found, scope, zone)
    yield from winget.badges(found, scope, zone, work.config.theme.accent)
    first = work.catalog.first
    work.own.extend(first[endpoint.path] for endpoint in (winget.POPULARITY, winget.BADGE) if endpoint.path in first)
