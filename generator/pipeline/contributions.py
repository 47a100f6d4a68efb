"""The documents of contributions: the mirror of PYBOSSA, and the pages of the server and its projects."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from generator.documents import Planned
from generator.events import CONTRIBUTIONS
from generator.mirrors import pybossa
from generator.mirrors.catalog import Scope
from generator.pages import contributions as pages
from generator.pipeline.context import BuildContext, ZonePass, zone_passes
from generator.stats import Store, local_time
from generator.stats.contributions import SERVER, activity, contributions

if TYPE_CHECKING:  # pages are imported where there are any
    from generator.pages import Renderer
    from generator.pages.contributions import View

_LAST_DAY = timedelta(hours=24)


def documents(work: BuildContext) -> Iterator[Planned]:
    """Every document about contributions."""
    scope = work.scope(CONTRIBUTIONS, "contributions/projects_by_claim")
    yield from zone_passes(work, CONTRIBUTIONS, partial(_documents, work, scope))


def _documents(work: BuildContext, scope: Scope, zone_pass: ZonePass) -> Iterator[Planned]:
    """The documents of one pass."""
    named = "volunteers" in work.config.publish
    since, until = last_day = _last_day(work, zone_pass)
    parameters = {"as_of": zone_pass.as_of, "last_day_since": since, "last_day_until": until}
    with work.asked("contributions", parameters) as store:
        if zone_pass.mirrored and work.mirrors("pybossa"):
            yield from pybossa.documents(store, contributions(store), scope, named=named)
        if zone_pass.own and work.renderer:
            at_least = work.config.privacy.at_least
            view = pages.View(scope.segments, named, work.mirrors("pybossa"), at_least, last_day)
            yield from _pages(work, work.renderer.of(CONTRIBUTIONS, zone_pass.as_of), store, view)


def _last_day(work: BuildContext, zone_pass: ZonePass) -> tuple[datetime, datetime]:
    """The ends of the 24 hours up to as_of, by the clock of the pass: 24 hours also on the days of 23 and 25."""
    zone = "UTC" if zone_pass.mirrored else work.config.site.timezone
    since = local_time.shown(work.loaded.as_of[CONTRIBUTIONS] - _LAST_DAY, zone)
    return since, zone_pass.as_of


def _pages(work: BuildContext, renderer: "Renderer", store: Store, view: "View") -> Iterator[Planned]:
    found, of_subject = contributions(store), activity(store)
    of_all = of_subject(SERVER)
    yield from pages.of_server(renderer, found, of_all, view)
    work.introductions.append(pages.introduction(renderer, found, of_all, view))
    yield from pages.of_projects(renderer, found, of_subject, view)
