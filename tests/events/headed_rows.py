"""The rows of a CSV as a form's SELECT gives them, without the tables that a build makes of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from generator.config import Source
from generator.events import files, forms, headed
from generator.events.domains import LISTENS
from generator.events.files import Wanted

GENERATOR = Path(__file__).parents[2] / "generator"
Listen = tuple[float, str | None, str, str, str | None]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one CSV after the other in the same database."""

    db: DuckDBPyConnection
    folder: Path

    def rows(self, form: str, content: str | bytes, **source: object) -> list[tuple[int, str | None, Listen]]:
        """Give line, reason, and (second, user, artist, track, album) of every row."""
        file = self.folder / "a.csv"
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        settings = Source.model_validate({"format": form, "path": "a.csv", **source})
        return list(self._rows(file, settings))

    def listens(self, form: str, content: str | bytes, **source: object) -> list[Listen]:
        """Give every row that is no reject, in the order of the file; any reject is a failure."""
        rows = self.rows(form, content, **source)
        assert [(line, reason) for line, reason, _ in rows if reason] == []
        return [listen for _, _, listen in rows]

    def _rows(self, file: Path, source: Source) -> Iterator[tuple[int, str | None, Listen]]:
        wanted = Wanted("", None, partial(forms.chosen, source, LISTENS), 1 << 32)
        for part in files.opened(file, "a.csv", wanted, self.folder):
            form = forms.settled(part.form, source, part.file, part.path)
            assert form.heading
            with headed.described(self.db, source, form.heading, part, self.folder):
                columns = "line, reason, listened_at, user_name, artist_name, track_name, release_name"
                read = self.db.execute(f"select {columns} from ({form.query.sql}) as rows order by line").fetchall()
            for line, reason, *listen in read:
                yield line, reason, tuple(listen)


def reader(folder: Path) -> Reader:
    """Open a database that knows the macros."""
    db = duckdb.connect()
    db.execute("set TimeZone = 'UTC'")
    db.execute((GENERATOR / "schema.sql").read_text(encoding="utf-8"))
    db.execute((GENERATOR / "events" / "macros.sql").read_text(encoding="utf-8"))
    return Reader(db, folder)
