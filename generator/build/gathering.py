"""Every document of a tree, one after the other: range by range, period by period, then what lists them."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

import orjson
from duckdb import DuckDBPyConnection

from generator import __version__, pages, paths, periods, ranges
from generator.build import links
from generator.config import Config
from generator.documents import MARK, Document
from generator.events import LISTENS, Loaded
from generator.mirrors import listenbrainz, year_in_music
from generator.mirrors.catalog import Scope
from generator.mirrors.endpoint import MOST
from generator.pages import Press
from generator.ranges import ALL_TIME, Range, epoch
from generator.stats import Answers, clock

_EVERY = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Gathering:
    """What the documents are made from, who is told of each stage, and how long each stat set took."""

    db: DuckDBPyConnection
    config: Config
    loaded: Loaded
    told: Callable[[str], None]
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def mirrored(self) -> bool:
        """Whether the ListenBrainz mirror is wanted; every mirror is when config.yaml names none."""
        return self.config.mirrors is None or "listenbrainz" in self.config.mirrors

    @contextmanager
    def asked(self, stage: str, parameters: Mapping[str, object], shared: Answers | None = None) -> Iterator[Answers]:
        """Give the stat sets of a stretch of time, and note how long they took; a stage without a name is not told."""
        if stage:
            self.told(stage)
        listeners = _EVERY if self.config.listeners == "all" else self.config.listeners
        with Answers(self.db, {"most": MOST, "listeners": listeners, **parameters}, shared=shared) as answers:
            yield answers
            for name, seconds in answers.seconds.items():
                self.seconds[name] = self.seconds.get(name, 0.0) + seconds


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn over the listens by one clock: up to when, and whether the mirror and what is ours are made of it."""

    as_of: datetime
    mirrored: bool
    own: bool


def documents(work: Gathering) -> Iterator[Document]:
    """Every document of the tree, streamed."""
    users = [name for (name,) in work.db.execute("select user_name from users order by user_name").fetchall()]
    scope = Scope(paths.segments(users), epoch(work.loaded.as_of[LISTENS]))
    zone, own = work.config.site.timezone, work.config.pages or bool(work.config.periods)
    if zone == "UTC":
        yield from _documents(work, scope, Turn(work.loaded.as_of[LISTENS], work.mirrored, own))
    else:
        yield from _documents(work, scope, Turn(work.loaded.as_of[LISTENS], work.mirrored, own=False))
        with clock.local(work.db):
            newest = clock.newest(work.db, work.loaded.as_of[LISTENS], zone)
            yield from _documents(work, scope, Turn(newest, mirrored=False, own=own))
    yield scope.catalog.document()
    yield _mark(scope)


def _documents(work: Gathering, scope: Scope, turn: Turn) -> Iterator[Document]:
    """The documents of one turn."""
    if not (turn.mirrored or turn.own):
        return
    spans = ranges.all_ranges(turn.as_of)
    everything = spans.pop(ALL_TIME)
    with work.asked("the whole history", everything.parameters) as shared:
        with work.asked(f"range {ALL_TIME}", everything.parameters, shared) as answers:
            yield from _mirror(answers, scope, everything) if turn.mirrored else ()
            # First of all, because the leaders of all time have pages of their own that the other pages link to.
            press = _press(work, answers, scope, turn) if turn.own and work.config.pages else None
            yield from _site(work, press, answers, scope, everything) if press else ()
        for span in spans.values():
            with work.asked(f"range {span.name}", span.parameters, shared) as answers:
                yield from _mirror(answers, scope, span) if turn.mirrored else ()
                yield from pages.of_range(press, answers, span) if press else ()
        yield from year_in_music.unheard(shared, scope) if turn.mirrored else ()
        yield from _periods(work, press, scope, turn, shared)


def _mirror(answers: Answers, scope: Scope, span: Range) -> Iterator[Document]:
    yield from listenbrainz.documents(answers, scope, span)
    yield from listenbrainz.listen_counts(answers, scope) if span.name == ALL_TIME else ()


def _press(work: Gathering, answers: Answers, scope: Scope, turn: Turn) -> Press:
    site = pages.survey(answers, work.config, scope.users, links.json_paths(scope.catalog), turn.as_of)
    return pages.press(site, work.config.folder)


def _site(work: Gathering, press: Press, answers: Answers, scope: Scope, span: Range) -> Iterator[Document]:
    examples = links.examples(answers, scope) if work.mirrored else []
    yield from pages.of_site(press, answers, work.config, work.loaded, examples)
    yield from pages.of_music(press, answers)
    yield from pages.of_range(press, answers, span)


def _periods(work: Gathering, press: Press | None, scope: Scope, turn: Turn, shared: Answers) -> Iterator[Document]:
    """The calendar years and months with listens, and the years in music."""
    calendar = periods.calendar(shared, scope.users, work.config.site.timezone, scope.last_updated)
    for name in calendar.periods:
        kind = "month" if "-" in name else "year"
        wanted = turn.own and kind in work.config.periods
        if wanted or (kind == "year" and (turn.mirrored or press)):
            span = ranges.period_range(name)
            with work.asked(
                f"year {name}" if kind == "year" else "", span.parameters | {"listeners": 0}, shared
            ) as answers:
                yield from periods.documents(answers, calendar, span) if wanted else ()
                yield from pages.of_period(press, answers, span) if wanted and press else ()
                yield from _year_in_music(press, answers, scope, turn, span) if kind == "year" else ()


def _year_in_music(press: Press | None, answers: Answers, scope: Scope, turn: Turn, span: Range) -> Iterator[Document]:
    year = int(span.name)
    yield from year_in_music.documents(answers, scope, year) if turn.mirrored else ()
    yield from pages.of_year_in_music(press, answers, year) if press else ()


def _mark(scope: Scope) -> Document:
    """The document by which a tree is known as ours."""
    said = {"generator": "stillstats", "version": __version__, "as_of": scope.last_updated}
    return Document(MARK, orjson.dumps(said), "site")
