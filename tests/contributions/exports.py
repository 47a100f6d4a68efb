"""Loading exports of a crowdsourcing server, and what became of their lines."""

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from generator import events
from generator.config import Config, Source

NOW = datetime(2026, 11, 21)  # noqa: DTZ001  (naive UTC, as the program takes it)


@dataclass(frozen=True, slots=True)
class Exports:
    """A loaded database, and the count of every part."""

    db: DuckDBPyConnection
    parts: tuple[events.PartCount, ...]

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """Answer a query."""
        return self.db.execute(sql).fetchall()

    def runs(self) -> list[tuple[object, ...]]:
        """Give id, project, task, account and second of every task run."""
        return self.rows(
            "select task_run_id, project_id, task_id, account_id, strftime(finished_at, '%Y-%m-%d %H:%M:%S') "
            "from task_runs order by all"
        )

    def projects(self) -> list[tuple[object, ...]]:
        """Give id and short name of every project."""
        return self.rows("select project_id, short_name from projects order by all")

    def rejects(self) -> list[tuple[object, ...]]:
        """Give line and reason of every reject."""
        return self.rows("select line, reason from rejects order by part, line")

    def counts(self) -> tuple[int, int, int, int]:
        """Count the lines, and of them events, rejects and folded."""
        return (
            sum(part.lines for part in self.parts),
            sum(part.events for part in self.parts),
            sum(part.rejects for part in self.parts),
            sum(part.folded for part in self.parts),
        )


def loaded(folder: Path, files: Mapping[str, str | bytes], **settings: object) -> Exports:
    """Write files, each a source of its own, and load them."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    sources = tuple(Source.model_validate({"format": "pybossa", "path": name}) for name in files)
    config = Config.model_validate({"sources": sources, "folder": folder, **settings})
    scratch = folder / "scratch"
    scratch.mkdir(exist_ok=True)
    db = duckdb.connect()
    found = events.load(db, config, NOW, scratch, lambda _stage: None)
    for part in found.parts:
        assert part.lines == part.events + part.rejects + part.folded + part.left_out
        assert min(part.events, part.rejects, part.folded, part.left_out) >= 0
    return Exports(db, found.parts)


def run(number: int, **said: object) -> dict[str, object]:
    """A task run as exports of today have it."""
    finished = f"2024-05-01T10:{number % 60:02}:00.000000"
    return {
        "id": number, "created": finished, "project_id": 7, "task_id": 100 + number, "user_id": None, "user_ip": None,
        "finish_time": finished, "timeout": None, "calibration": None, "external_uid": None, "media_url": None,
        "info": {}, **said,
    }  # fmt: skip


def task(number: int, **said: object) -> dict[str, object]:
    """A task as exports of today have it."""
    return {
        "id": number, "created": "2024-05-01T09:00:00", "project_id": 7, "state": "ongoing", "quorum": 0,
        "calibration": 0, "priority_0": 0.0, "info": {}, "n_answers": 3, "fav_user_ids": None, **said,
    }  # fmt: skip


def array(*records: Mapping[str, object]) -> str:
    """The records as a JSON array."""
    return json.dumps(records)


def lines(records: Iterable[Mapping[str, object]]) -> str:
    """The records as JSON lines."""
    return "".join(json.dumps(record) + "\n" for record in records)


def zipped(**members: str) -> bytes:
    """A zip of files, their endings written __json and __csv."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return buffer.getvalue()
