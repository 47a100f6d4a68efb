"""Loading files of videos, and what became of their lines."""

import json
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
class Videos:
    """A loaded database, and the count of every part."""

    db: DuckDBPyConnection
    parts: tuple[events.PartCount, ...]

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """Answer a query."""
        return self.db.execute(sql).fetchall()

    def medias(self) -> list[tuple[object, ...]]:
        """Give id, name, project, its name and the length of every media."""
        return self.rows("select media_id, media_name, project_id, project_name, media_ms from medias order by all")

    def loads(self) -> list[tuple[object, ...]]:
        """Give time and media of every load."""
        return self.rows(_timed("video_loads"))

    def plays(self) -> list[tuple[object, ...]]:
        """Give time and media of every play."""
        return self.rows(_timed("video_plays"))

    def watches(self) -> list[tuple[object, ...]]:
        """Give start, end and ms of every watch."""
        return self.rows("select start_ms, end_ms, watched_ms from video_watches order by all")

    def rejects(self) -> list[tuple[object, ...]]:
        """Give line and reason of every reject."""
        return self.rows("select line, reason from rejects order by part, line")

    def counts(self) -> tuple[int, int, int, int, int]:
        """Count the lines, and of them events, rejects, folded and left out."""
        parts = self.parts
        return (
            sum(part.lines for part in parts),
            sum(part.events for part in parts),
            sum(part.rejects for part in parts),
            sum(part.folded for part in parts),
            sum(part.left_out for part in parts),
        )


def loaded(folder: Path, *sources: tuple[str, str, str | bytes], timezone: str = "UTC", **settings: object) -> Videos:
    """Write files, each given by its format, name and content, and load them; timezone is that of the sources."""
    given = []
    for name, file, content in sources:
        (folder / file).write_bytes(content.encode() if isinstance(content, str) else content)
        given.append(Source.model_validate({"format": name, "path": file, "timezone": timezone}))
    scratch = folder / "scratch"
    scratch.mkdir(exist_ok=True)
    config = Config.model_validate({"sources": tuple(given), "folder": folder, **settings})
    db = duckdb.connect()
    found = events.load(db, config, NOW, scratch, lambda _stage: None)
    for part in found.parts:
        assert part.lines == part.events + part.rejects + part.folded + part.left_out
        assert min(part.events, part.rejects, part.folded, part.left_out) >= 0
    return Videos(db, found.parts)


def lines(said: Iterable[Mapping[str, object]]) -> str:
    """The objects as JSON lines."""
    return "".join(json.dumps(one) + "\n" for one in said)


def _timed(table: str) -> str:
    moment = "strftime(happened_at, '%Y-%m-%d %H:%M:%S')"
    return f"select {moment}, media_id from {table} join medias using (media_number) order by all"
