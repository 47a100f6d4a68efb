"""Every document of a tree, one after the other: range by range, year by year, then what lists them."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import orjson
from duckdb import DuckDBPyConnection

from generator import __version__, pages, paths, ranges
from generator.build import links
from generator.config import Config
from generator.documents import MARK, Document
from generator.events import Loaded
from generator.mirrors import listenbrainz
from generator.mirrors.catalog import Scope
from generator.mirrors.endpoint import MOST
from generator.pages import Press
from generator.ranges import ALL_TIME, Range, epoch
from generator.stats import Answers

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
    def asked(self, stage: str, parameters: Mapping[str, object]) -> Iterator[Answers]:
        """Give the stat sets of a stretch of time, and note how long they took."""
        self.told(stage)
        listeners = _EVERY if self.config.listeners == "all" else self.config.listeners
        with Answers(self.db, {"most": MOST, "listeners": listeners, **parameters}) as answers:
            yield answers
            for name, seconds in answers.seconds.items():
                self.seconds[name] = self.seconds.get(name, 0.0) + seconds


def documents(work: Gathering) -> Iterator[Document]:
    """Every document of the tree, streamed."""
    users = [name for (name,) in work.db.execute("select user_name from users order by user_name").fetchall()]
    scope = Scope(paths.segments(users), epoch(work.loaded.as_of))
    spans = ranges.all_ranges(work.loaded.as_of)
    everything = spans.pop(ALL_TIME)
    with work.asked(f"range {ALL_TIME}", everything.parameters) as answers:
        yield from _mirror(work, answers, scope, everything)
        # First of all, because the leaders of all time have pages of their own that the other pages link to.
        press = _press(work, answers, scope) if work.config.pages else None
        yield from _site(work, press, answers, scope, everything) if press else ()
    for span in spans.values():
        with work.asked(f"range {span.name}", span.parameters) as answers:
            yield from _mirror(work, answers, scope, span)
            yield from pages.of_range(press, answers, span) if press else ()
    yield from _years(work, press) if press else ()
    yield scope.catalog.document()
    yield _mark(scope)


def _mirror(work: Gathering, answers: Answers, scope: Scope, span: Range) -> Iterator[Document]:
    if work.mirrored:
        yield from listenbrainz.documents(answers, scope, span)
        yield from listenbrainz.listen_counts(answers, scope) if span.name == ALL_TIME else ()


def _press(work: Gathering, answers: Answers, scope: Scope) -> Press:
    json_paths = links.json_paths() if work.mirrored else {}
    return pages.press(pages.survey(answers, work.config, work.loaded, scope.users, json_paths), work.config.folder)


def _site(work: Gathering, press: Press, answers: Answers, scope: Scope, span: Range) -> Iterator[Document]:
    examples = links.examples(answers, scope) if work.mirrored else []
    yield from pages.of_site(press, answers, work.config, work.loaded, examples)
    yield from pages.of_music(press, answers)
    yield from pages.of_range(press, answers, span)


def _years(work: Gathering, press: Press) -> Iterator[Document]:
    for year in press.site.years:
        shown = {"most": pages.SHOWN, "listeners": 0}
        with work.asked(f"year {year}", ranges.year_range(year).parameters | shown) as answers:
            yield from pages.of_year(press, answers, year)


def _mark(scope: Scope) -> Document:
    """The document by which a tree is known as ours."""
    said = {"generator": "stillstats", "version": __version__, "as_of": scope.last_updated}
    return Document(MARK, orjson.dumps(said), "site")
