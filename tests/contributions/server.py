"""A crowdsourcing server in a few lines of text, and what is asked of it."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib.resources import files
from itertools import groupby
from typing import Any

import duckdb

from generator import paths
from generator.mirrors import pybossa
from generator.mirrors.catalog import Scope
from generator.stats import Store, bins
from generator.stats.contributions import ServerTotals, contributions

COLUMNS = {
    "task_runs": (
        "finished_at",
        "project_id",
        "task_id",
        "account_id",
        "visitor",
        "duration_ms",
        "is_external",
        "elapsed_us",
    ),
    "projects": (
        "project_id",
        "short_name",
        "name",
        "is_published",
        "category",
        "is_described",
        "is_featured",
        "is_protected",
    ),
    "accounts": ("account_id", "name", "fullname", "is_restricted", "is_described"),
    "tasks": ("task_id", "project_id", "is_completed", "wanted_count"),
    "results": ("result_id", "project_id", "has_info"),
}
AS_OF = datetime(2024, 5, 3, 12)  # noqa: DTZ001 - naive UTC


@dataclass(frozen=True, slots=True)
class Server:
    """Tables as text: a line a row, in the order of COLUMNS, `-` where nothing is known.

    What a line leaves out at its end is as the table has it by default.
    """

    task_runs: str = ""
    projects: str = ""
    accounts: str = ""
    tasks: str = ""
    results: str = ""
    as_of: datetime = field(default=AS_OF)

    @contextmanager
    def asked(self, at_least: int = 1, threads: int = 2) -> Iterator[Store]:
        """The stat sets of this server."""
        db = duckdb.connect(config={"threads": threads})
        db.execute("set TimeZone = 'UTC'")
        db.execute((files("generator") / "schema.sql").read_text(encoding="utf-8"))
        for table, columns in COLUMNS.items():
            rows = sorted((_values(line) for line in getattr(self, table).strip().splitlines()), key=len)
            for width, some in groupby(rows, key=len):
                named, places = ", ".join(columns[:width]), ", ".join("?" * width)
                db.executemany(f"insert into {table} ({named}) values ({places})", list(some))
        bins.make(db, self.as_of)
        with Store(db, parameters(self.as_of, at_least)) as answers:
            yield answers
        db.close()

    def server(self, at_least: int = 1) -> ServerTotals:
        """The numbers of the server."""
        with self.asked(at_least) as answers:
            return contributions(answers).server

    def row(self, name: str, at_least: int = 1) -> dict[str, Any]:
        """The only row of a stat set."""
        (row,) = self.rows(name, at_least)
        return row

    def rows(self, name: str, at_least: int = 1) -> list[dict[str, Any]]:
        """The rows of a stat set."""
        with self.asked(at_least) as answers:
            return list(answers.rows(f"contributions/{name}"))

    def documents(self, at_least: int = 1, *, named: bool = False) -> dict[str, Any]:
        """The mirror's documents by their paths, read back."""
        return {path: json.loads(body) for path, body in self.bodies(at_least, named=named).items()}

    def bodies(self, at_least: int = 1, threads: int = 2, *, named: bool = False) -> dict[str, bytes]:
        """The mirror's documents by their paths."""
        with self.asked(at_least, threads) as answers:
            names = [row["short_name"] for row in answers.rows("contributions/project_totals")]
            scope = Scope(paths.segments(names), 0)
            return {
                each.path: each.body for each in pybossa.documents(answers, contributions(answers), scope, named=named)
            }


def parameters(as_of: datetime, at_least: int) -> Mapping[str, object]:
    """What stat sets of contributions ask for."""
    last_day = {"last_day_since": as_of - timedelta(hours=24), "last_day_until": as_of}
    return {"as_of": as_of, "at_least": at_least, **last_day}


def _values(line: str) -> list[str | None]:
    return [None if cell == "-" else cell.replace("_", " ") for cell in line.split()]
