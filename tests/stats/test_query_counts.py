"""However many years a history has, a build asks as often: a stat set answers for every period and subject at once.

What is counted is what is asked of the engine once the events are loaded.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import duckdb
import pytest

from generator.config import load
from generator.events import formats
from generator.pipeline import Options, build
from tests.conftest import NOW, listen

MOST_OF_FEW = 220  # that three listens may take, loading included
MOST = 150  # that a site of every domain may take
FIRST = "create table bins"  # what is asked first once the events are loaded
SUBJECTS = ("a", "b", "c")


@dataclass(frozen=True, slots=True)
class Recording:
    """A connection, or a cursor of one, that keeps the text of what is asked of it."""

    db: Any
    asked: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.db.close()

    def __iter__(self) -> Iterator[Any]:
        return iter(self.db)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a connection has
        return getattr(self.db, name)

    def cursor(self) -> "Recording":
        """A cursor that keeps it in the same list."""
        return Recording(self.db.cursor(), self.asked)

    def execute(self, sql: str, *values: object) -> "Recording":
        """Ask, and keep the text."""
        self.asked.append(sql)
        self.db.execute(sql, *values)
        return self


def events(years: range) -> Mapping[str, list[dict[str, object]]]:
    """An event of each of three subjects in every month of some years, in every domain."""
    months = [f"{year}-{month:02d}-05" for year in years for month in range(1, 13)]
    each = [(number, day, subject) for number, day in enumerate(months, 1) for subject in SUBJECTS]
    run = {"user_id": None, "user_ip": "192.0.2.1", "info": {}}
    beacon = {"visitor_key": "v", "session_key": "s", "start_s": 0, "end_s": 9}
    return {
        "listens.jsonl": [listen(subject, f"{day}T10:00", f"Artist {number}", "x") for number, day, subject in each],
        "requests.jsonl": [{"package_id": subject, "timestamp": day, "value": number} for number, day, subject in each],
        "task_runs.jsonl": [
            {"id": 3 * number + place, "project_id": place, "task_id": number, "finish_time": f"{day}T10:00", **run}
            for number, day in enumerate(months, 1)
            for place, _ in enumerate(SUBJECTS, 1)
        ],
        "beacons.jsonl": [
            {"ts": f"{day}T10:00:00Z", "media_id": subject, "event": event, **beacon}
            for _, day, subject in each
            for event in ("load", "play", "range")
        ],
    }


SOURCES = {
    "listens.jsonl": "listenbrainz",
    "requests.jsonl": "requests",
    "task_runs.jsonl": "pybossa",
    "beacons.jsonl": "video-beacons",
}


@pytest.fixture
def recorded(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], list[str]]:
    """Give a function that builds a project, and answers all that was asked."""

    def run(folder: Path) -> list[str]:
        found: list[str] = []
        connect = duckdb.connect
        with monkeypatch.context() as patched:
            patched.setattr(duckdb, "connect", lambda *given, **named: Recording(connect(*given, **named), found))
            build(load(folder / "config.yaml", formats.names()), folder / "output", NOW, Options())
        return found

    return run


@pytest.fixture
def asked(tmp_path: Path, recorded: Callable[[Path], list[str]]) -> Callable[..., list[str]]:
    """Give a function that builds a site of some years, and answers what was asked once its events were loaded."""

    def run(years: range, *files: str) -> list[str]:
        folder = tmp_path / f"{years.start}-{len(files)}"
        folder.mkdir()
        for file, lines in events(years).items():
            (folder / file).write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        sources = [{"format": SOURCES[file], "path": file} for file in files]
        (folder / "config.yaml").write_text(json.dumps({"sources": sources, "charts": False}), encoding="utf-8")
        found = recorded(folder)
        return found[next(place for place, sql in enumerate(found) if sql.startswith(FIRST)) :]

    return run


def test_three_listens_ask_little(tmp_path: Path, recorded: Callable[[Path], list[str]]):
    """From the first statement to the last, tables and macros included: nothing is asked of what is empty."""
    lines = "".join(f"{1782864000 - n},ana,Artist,Track {n}\n" for n in range(3))
    (tmp_path / "listens.csv").write_text(f"listened_at,user_name,artist_name,track_name\n{lines}", encoding="utf-8")
    said = {"sources": [{"format": "listens", "path": "listens.csv"}], "pages": False}
    (tmp_path / "config.yaml").write_text(json.dumps(said), encoding="utf-8")
    assert len(recorded(tmp_path)) <= MOST_OF_FEW


def test_other_domains_ask_as_often_whatever_the_years(asked: Callable[..., list[str]]):
    """Tables that are made, dropped, read and packed: one statement each for every period and every subject."""
    files = tuple(SOURCES)[1:]
    few, many = (asked(years, *files) for years in (range(2023, 2025), range(2019, 2025)))
    assert len(few) == len(many) <= MOST


def test_every_stat_set_is_materialized_once_whatever_the_years(asked: Callable[..., list[str]]):
    """Those of listens, too."""
    made = [
        [sql for sql in asked(years, *SOURCES) if "-- stat set:" in sql]
        for years in (range(2023, 2025), range(2019, 2025))
    ]
    assert len(made[0]) == len(set(made[0])) == len(made[1]) <= MOST
