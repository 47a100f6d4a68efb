"""One build, stage by stage: load, then range by range the stat sets, their JSON and their pages."""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import orjson
from duckdb import DuckDBPyConnection

import generator
from generator import events, pages, paths, ranges
from generator.build import links
from generator.build.staging import Staging, rejects_file, staged
from generator.config import Config
from generator.documents import MARK, Document
from generator.errors import StrictError
from generator.events import Loaded
from generator.mirrors import listenbrainz
from generator.mirrors.catalog import Scope
from generator.mirrors.endpoint import MOST
from generator.pages import Press
from generator.ranges import ALL_TIME, Range, epoch
from generator.stats import Answers

MEMORY = "5GB"  # of the engine; Python and the allocator add to it

_EVERY = 2**31 - 1


@dataclass(frozen=True, slots=True)
class StatSetTime:
    """How long a stat set took, over all ranges."""

    name: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the lines that were read, the documents by kind (count, bytes), and the slowest stat sets."""

    loaded: Loaded
    documents: dict[str, tuple[int, int]]
    slowest: tuple[StatSetTime, ...]
    rejects_file: Path | None


@dataclass(frozen=True, slots=True)
class Options:
    """How a build is run: threads of the engine, whether a reject fails it, and who is told of each stage."""

    threads: int | None = None
    strict: bool = False
    told: Callable[[str], None] = lambda _stage: None


def build(config: Config, output: Path, now: datetime, options: Options) -> Built:
    """Build the tree of a config into the output folder. `now` is naive UTC.

    Raises a GeneratorError and leaves the previous output as it was when anything goes wrong.
    """
    with staged(output) as staging, _connect(staging, options.threads) as db:
        loaded = events.load(db, config, now, staging.scratch, options.told)
        listed = _list_rejects(db, output)
        rejected = sum(part.rejects for part in loaded.parts)
        if options.strict and rejected:
            raise StrictError(f"{rejected} lines were rejected, listed in {listed}; without --strict they are left out")
        seconds: dict[str, float] = {}
        for document in _documents(db, config, loaded, options.told, seconds):
            staging.write(document)
        slowest = sorted((StatSetTime(*item) for item in seconds.items()), key=lambda item: -item.seconds)
        return Built(loaded, staging.sizes, tuple(slowest[:5]), listed)


def _connect(staging: Staging, threads: int | None) -> DuckDBPyConnection:
    """An engine within bounds: its memory, its threads, and where it spills."""
    db = duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": str(staging.scratch)})
    if threads:
        db.execute(f"set threads = {threads}")
    return db


def _list_rejects(db: DuckDBPyConnection, output: Path) -> Path | None:
    """Write every reject with its file and line beside the output; no file when there is none."""
    rows = db.execute("select file, line, reason from rejects join parts using (part) order by part, line").fetchall()
    file = rejects_file(output)
    if not rows:
        file.unlink(missing_ok=True)
        return None
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("file", "line", "reason"), *rows])
    return file


def _documents(
    db: DuckDBPyConnection, config: Config, loaded: Loaded, told: Callable[[str], None], seconds: dict[str, float]
) -> Iterator[Document]:
    users = [name for (name,) in db.execute("select user_name from users order by user_name").fetchall()]
    scope = Scope(paths.segments(users), epoch(loaded.as_of))
    spans = ranges.all_ranges(loaded.as_of)
    press: Press | None = None
    for span in sorted(spans.values(), key=lambda span: span.name != ALL_TIME):  # its leaders have pages to link to
        told(f"range {span.name}")
        with Answers(db, _parameters(config, span)) as answers:
            yield from listenbrainz.documents(answers, scope, span)
            if span.name == ALL_TIME:
                yield from listenbrainz.listen_counts(answers, scope)
                press = _press(answers, config, loaded, scope) if config.pages else None
                yield from _site_pages(press, answers, config, loaded, scope) if press else ()
            yield from pages.of_range(press, answers, span) if press else ()
            _add(seconds, answers.seconds.items())
    for year in press.site.years if press else ():
        told(f"year {year}")
        with Answers(db, ranges.year_range(year).parameters | {"most": pages.SHOWN, "listeners": 0}) as answers:
            yield from pages.of_year(press, answers, year) if press else ()
            _add(seconds, answers.seconds.items())
    yield scope.catalog.document()
    yield Document(
        MARK,
        orjson.dumps({"generator": "stillstats", "version": generator.__version__, "as_of": scope.last_updated}),
        "site",
    )


def _press(answers: Answers, config: Config, loaded: Loaded, scope: Scope) -> Press:
    site = pages.survey(answers, config, loaded, scope.users, links.json_paths())
    return pages.press(site, config.folder)


def _site_pages(press: Press, answers: Answers, config: Config, loaded: Loaded, scope: Scope) -> Iterator[Document]:
    yield from pages.of_site(press, answers, config, loaded, links.examples(answers, scope))
    yield from pages.of_music(press, answers)


def _parameters(config: Config, span: Range) -> dict[str, object]:
    listeners = _EVERY if config.listeners == "all" else config.listeners
    return {**span.parameters, "most": MOST, "listeners": listeners}


def _add(seconds: dict[str, float], more: Iterable[tuple[str, float]]) -> None:
    for name, value in more:
        seconds[name] = seconds.get(name, 0.0) + value
