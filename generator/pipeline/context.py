"""The context of a build: what documents are made from; and the passes over a domain's events, one a time zone."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from duckdb import DuckDBPyConnection

from generator import ranges
from generator.config import Config
from generator.documents import Planned
from generator.events import Loaded
from generator.events.domains import DOMAINS
from generator.mirrors.catalog import Catalog, Scope
from generator.mirrors.endpoint import MOST
from generator.pipeline.document_keys import KeptTree
from generator.pipeline.kept_periods import KeptPeriods
from generator.ranges import epoch
from generator.stats import EVERY, Batch, Period, Store, claims, local_time

if TYPE_CHECKING:  # pages are imported where there are any
    from generator.pages import Entrance, Introduction, Renderer

_NEWEST = {domain.name: domain.newest for domain in DOMAINS}


@dataclass(frozen=True, slots=True)
class BuildContext:
    """What the documents are made from, whom to tell of each stage, and what was gathered so far.

    `seconds` says how long each stat set took, `places` are what pages about listens lead to, `introductions` are for
    the home page, `own` are the paths of JSON documents that are no part of any API, an example of each kind. Without
    pages there is no `renderer`. `periods` are those that are over and may be as they were.
    """

    db: DuckDBPyConnection
    config: Config
    loaded: Loaded
    progress: Callable[[str], None]
    renderer: "Renderer | None"
    catalog: Catalog = field(default_factory=Catalog)
    places: "list[Entrance]" = field(default_factory=list)
    introductions: "list[Introduction]" = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    periods: KeptPeriods = field(default_factory=lambda: KeptPeriods(KeptTree(Path())))

    def mirrors(self, name: str) -> bool:
        """Whether a mirror is wanted; every mirror is when config.yaml names none."""
        return self.config.mirrors is None or name in self.config.mirrors

    @property
    def alone(self) -> bool:
        """Whether an entry may be about one person."""
        return self.config.privacy.at_least == 1

    @property
    def first_weekday(self) -> int:
        """On which day the weeks of pages of listens begin."""
        return ranges.SUNDAY if self.config.site.week == "sunday" else ranges.MONDAY

    @property
    def most_packages(self) -> int | None:
        """How many packages have documents of their own beside their days and badges; None for all."""
        return None if self.config.packages == "all" else self.config.packages

    def scope(self, domain: str, by_claim: str) -> Scope:
        """What a domain's mirror needs to know; `by_claim` is the stat set of its subjects by their claims."""
        with Store(self.db, {}) as store:
            return Scope(claims.segments(store, by_claim), epoch(self.loaded.as_of[domain]), self.catalog)

    def wall(self, domain: str) -> datetime:
        """The wall time in the site's zone up to which a domain is counted."""
        return local_time.shown(self.loaded.as_of[domain], self.config.site.timezone)

    @contextmanager
    def asked(self, stage: str, parameters: Mapping[str, object], shared: Store | None = None) -> Iterator[Store]:
        """Give the stat sets of some parameters, and note how long they took."""
        self.progress(stage)
        with self._answers(parameters, shared) as store:
            yield store
            self._note(store)

    @contextmanager
    def batch(self, periods: Sequence[Period], shared: Store) -> Iterator[Batch]:
        """Give the stat sets of some periods, each asked once for all of them, and note how long they took."""
        with Batch(self._answers({}, shared), periods) as batch:
            yield batch
            self._note(batch.store)

    @property
    def listeners(self) -> int:
        """How many artists and albums of the site are told with their listeners."""
        return EVERY if self.config.listeners == "all" else self.config.listeners

    def _answers(self, parameters: Mapping[str, object], shared: Store | None) -> Store:
        always = {
            "most": MOST,
            "at_least": self.config.privacy.at_least,
            "week_shift": self.first_weekday // ranges.SUNDAY,
        }
        return Store(self.db, {**always, **parameters}, shared=shared)

    def _note(self, store: Store) -> None:
        for name, seconds in store.seconds.items():
            self.seconds[name] = self.seconds.get(name, 0.0) + seconds


@dataclass(frozen=True, slots=True)
class ZonePass:
    """One pass over a domain's events by one clock: up to when, and whether mirrors and what is ours are made of it."""

    as_of: datetime
    mirrored: bool
    own: bool


def zone_passes(work: BuildContext, domain: str, made: Callable[[ZonePass], Iterator[Planned]]) -> Iterator[Planned]:
    """What is made of a domain: mirrors in UTC, pages by the site's own clock, in one pass where both are the same."""
    zone, as_of = work.config.site.timezone, work.loaded.as_of[domain]
    if zone == "UTC":
        yield from made(ZonePass(as_of, mirrored=True, own=True))
        return
    yield from made(ZonePass(as_of, mirrored=True, own=False))
    with local_time.local(work.db):
        newest = local_time.newest(work.db, as_of, zone, _NEWEST[domain])
        yield from made(ZonePass(newest, mirrored=False, own=True))
