"""Loading a file of requests, and what became of its lines."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from generator import events
from generator.config import Config

NOW = datetime(2026, 11, 21)  # noqa: DTZ001 - naive UTC, as the program takes it
DATA = Path(__file__).parents[1] / "data"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A loaded database, and the count of every part."""

    db: duckdb.DuckDBPyConnection
    parts: tuple[events.PartCount, ...]

    def requests(self) -> list[tuple[str, str, int]]:
        """Give time, package and value of every request, in order."""
        return self.db.execute("""
            select requested_at::varchar, package_id, value
            from requests join packages using (package_number)
            order by all
        """).fetchall()

    def packages(self) -> list[str]:
        """Give the package of every request, in the order of time."""
        return [package for _, package, _ in self.requests()]

    def rejects(self) -> list[tuple[int, str]]:
        """Give line and reason of every reject."""
        return self.db.execute("select line, reason from rejects order by part, line").fetchall()

    def counts(self) -> tuple[int, int, int, int]:
        """Count how many lines there were, and of them events, rejects and left out."""
        parts = self.parts
        return (
            sum(part.lines for part in parts),
            sum(part.events for part in parts),
            sum(part.rejects for part in parts),
            sum(part.left_out for part in parts),
        )


def load(content: str | bytes | Path, form: str = "access-log", *, site: object = None, **source: object) -> Loaded:
    """Load text as the only source, or the file at a path; more keywords are keys of the source."""
    with TemporaryDirectory() as folder:
        file = content if isinstance(content, Path) else Path(folder) / "access.log"
        if not isinstance(content, Path):
            file.write_bytes(content.encode() if isinstance(content, str) else content)
        config = Config.model_validate(
            {"sources": [{"format": form, "path": str(file), **source}], "folder": Path(folder), "site": site or {}}
        )
        db = duckdb.connect()
        loaded = events.load(db, config, NOW, Path(folder), lambda _stage: None)
    for part in loaded.parts:
        assert part.lines == part.events + part.rejects + part.left_out
        assert (part.folded, min(part.events, part.rejects, part.left_out) >= 0) == (0, True)
    return Loaded(db, loaded.parts)
