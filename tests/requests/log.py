"""A log of requests in a few lines of text, and what is asked of it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from importlib.resources import files
from pathlib import Path

import duckdb

from generator import pages
from generator.config_nouns import PACKAGE, Noun
from generator.documents import Document
from generator.mirrors import winget
from generator.mirrors.catalog import Scope
from generator.pages import SiteContext, requests
from generator.pages.site import Entrance
from generator.pages.template_files import read as read_templates
from generator.ranges import epoch
from generator.stats import Store, bins, claims, local_time
from generator.stats.popularity import popularity
from generator.tones import ACCENT

AS_OF = datetime(2021, 5, 7, 12)  # noqa: DTZ001 - naive UTC; a Friday


@dataclass(frozen=True, slots=True)
class Log:
    """Requests, a line each: a package without spaces, a time, how many (1), and who asked (`-`: nobody knows).

    `logged` are the days of which a log has a line, if there is a log.
    """

    text: str
    as_of: datetime = AS_OF
    at_least: int = 1
    timezone: str = "UTC"
    base_url: str = ""
    logged: tuple[date, ...] = ()
    charts: bool = True
    noun: Noun = PACKAGE
    most: int | None = None
    views: int = 1  # that a package with a page has at least

    @contextmanager
    def loaded(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Its tables, as they are after loading."""
        rows = [_row(line.split()) for line in self.text.strip().splitlines()]
        with duckdb.connect() as db:
            db.execute("set TimeZone = 'UTC'")
            db.execute((files("generator") / "schema.sql").read_text(encoding="utf-8"))
            for number, name in enumerate(sorted({row[0] for row in rows}, key=str.encode)):
                db.execute("insert into packages values (?, ?)", [number, name])
            for row in rows:
                db.execute(
                    f"""insert into requests by name
                    select $at as requested_at,
                        timezone('{self.timezone}', timezone('UTC', $at::timestamp)) as local_at, package_number,
                        $value as value, $who as visitor, $is_day as is_day
                    from packages where package_id = $name""",
                    dict(zip(("name", "at", "value", "who", "is_day"), row, strict=True)),
                )
            for day in self.logged:
                db.execute("insert into logged_days values (?)", [day])
            bins.make(db, self.as_of)
            yield db

    @contextmanager
    def asked(self) -> Iterator[Store]:
        """The stat sets."""
        with self.loaded() as db, Store(db, {"as_of": self.as_of, "at_least": self.at_least}) as answers:
            yield answers

    def mirrored(self) -> dict[str, bytes]:
        """The mirror's documents by their paths."""
        with self.asked() as answers:
            scope = self._scope(answers.db)
            return _made(scope, self._series(answers, scope), self._own(answers, scope))

    def render(self) -> dict[str, bytes]:
        """The mirror's documents, and the pages with their charts by the log's own clock."""
        with self.loaded() as db:
            scope = self._scope(db)
            with Store(db, {"as_of": self.as_of, "at_least": self.at_least}) as answers:
                made = _made(scope, self._series(answers, scope))
            with local_time.local(db):
                as_of = local_time.newest(db, self.as_of, self.timezone, "select max(requested_at) from requests")
                with Store(db, {"as_of": as_of, "at_least": self.at_least}) as answers:
                    made |= _made(scope, self._own(answers, scope))
                    return made | self._printed(answers, as_of, scope)

    def _scope(self, db: duckdb.DuckDBPyConnection) -> Scope:
        with Store(db, {}) as answers:
            return Scope(claims.segments(answers, "requests/packages_by_claim"), epoch(self.as_of))

    def _series(self, answers: Store, scope: Scope) -> Iterator[Document]:
        """The mirror."""
        first = {package.package_id for package in popularity(answers).listed(self.most)}
        yield from winget.documents(answers, first, scope)

    def _own(self, answers: Store, scope: Scope) -> Iterator[Document]:
        """Popularity and badges."""
        yield from winget.popularity_documents(answers, popularity(answers), scope, self.timezone)
        yield from winget.badges(popularity(answers), scope, self.timezone, ACCENT)

    def _printed(self, answers: Store, as_of: datetime, scope: Scope) -> dict[str, bytes]:
        homes = {
            "requests": Entrance("packages.html", self.noun.many_titled),
            "listens": Entrance("listens.html", "Listening"),
        }
        site = SiteContext(
            "Views & more", self.base_url, charts=self.charts, timezone=self.timezone, homes=homes, noun=self.noun
        )
        renderer = pages.make_renderer(site, read_templates(Path("nowhere")), as_of)
        found, placed = popularity(answers), requests.PackagePlaces(scope.segments, partial(winget.path, scope.catalog))
        paged = requests.paged(found, self.most, self.views)
        packages = requests.make_overview(answers, found, renderer, placed, paged)
        listed = renderer.of("requests", as_of, requests.places(packages))
        return {document.path: document.body for document in requests.of_packages(listed, packages, answers)}


def _made(scope: Scope, *made: Iterator[Document]) -> dict[str, bytes]:
    """Documents by their paths, and the catalog of them."""
    documents = {document.path: document.body for each in made for document in each}
    return documents | {scope.catalog.document().path: scope.catalog.document().body}


def _row(cells: list[str]) -> tuple[str, datetime, int, int | None, bool]:
    name, at, value, who = (*cells, *("1", "-")[len(cells) - 2 :])
    return name, datetime.fromisoformat(at), int(value), None if who == "-" else int(who), "T" not in at


def written(documents: Mapping[str, bytes], folder: Path) -> Path:
    """The folder, with the documents as files."""
    for path, body in documents.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
    return folder
