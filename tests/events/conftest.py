"""Loading a few source files, and what became of their lines."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from generator import events
from generator.config import Config, Source
from tests.events import headed_rows

NOW = datetime(2026, 11, 21)  # noqa: DTZ001  (naive UTC, as the program takes it)


@dataclass(frozen=True, slots=True)
class History:
    """A loaded database, the count of every part, and what is to be told."""

    db: DuckDBPyConnection
    parts: tuple[events.PartCount, ...]
    warnings: tuple[str, ...] = ()

    def listens(self) -> list[tuple[str, int, str, str, str | None]]:
        """Give user, second, artist, track and release of every listen, in the order of time."""
        return self.db.execute("""
            select user_name, epoch(listened_at)::bigint, artist.name, track.name, release.name
            from listens
            join users using (user_id)
            join tracks using (track_id)
            join names as artist on artist.name_id = artist_name_id
            join names as track on track.name_id = track_name_id
            left join names as release on release.name_id = release_name_id
            order by listened_at, user_name, track.name, artist.name
        """).fetchall()

    def tracks(self) -> list[str]:
        """Give the track of every listen, in the order of time."""
        return [listen[3] for listen in self.listens()]

    def rejects(self) -> list[tuple[int, str]]:
        """Give line and reason of every reject."""
        return self.db.execute("select line, reason from rejects order by part, line").fetchall()

    def counts(self) -> tuple[int, int, int, int]:
        """Count how many lines there were, and of them events, rejects and folded."""
        parts = self.parts
        return (
            sum(part.lines for part in parts),
            sum(part.events for part in parts),
            sum(part.rejects for part in parts),
            sum(part.folded for part in parts),
        )

    def left_out(self) -> int:
        """Count the lines of reference files that no listen refers to."""
        return sum(part.left_out for part in self.parts)

    def rules(self) -> dict[str, int]:
        """Give the rules that left lines out, each with how many."""
        return dict(
            self.db.execute("select reason, sum(lines)::int from left_out group by reason order by all").fetchall()
        )

    def table(self, name: str) -> list[tuple[object, ...]]:
        """Give every row of a table, in order; ids as text, because tests write them so."""
        described = self.db.execute(f"describe {name}").fetchall()
        columns = ", ".join(
            f"{row[0]}::{'varchar[]' if row[1] == 'UUID[]' else 'varchar' if row[1] == 'UUID' else row[1]}"
            for row in described
        )
        return self.db.execute(f"select {columns} from {name} order by all").fetchall()

    def mapped(self) -> Counter[bool]:
        """Count how many listens have a recording id, and how many have none."""
        rows = self.db.execute("select recording_mbid is not null from listens join tracks using (track_id)").fetchall()
        return Counter(has_id for (has_id,) in rows)


SMALL = 100_000  # bytes that the engine reads sooner with one thread than with several


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., History]:
    """Give a function that loads sources, each a dict of config.yaml with paths from the test's folder."""

    def run(*sources: dict[str, object], now: datetime = NOW, **settings: object) -> History:
        scratch = tmp_path / "scratch"
        scratch.mkdir(exist_ok=True)
        sources_of_config = tuple(Source.model_validate(source) for source in sources)
        config = Config.model_validate({"sources": sources_of_config, "folder": tmp_path, **settings})
        size = sum(file.stat().st_size for file in tmp_path.rglob("*") if file.is_file())
        db = duckdb.connect(config={"threads": 1} if size < SMALL else {})
        loaded = events.load(db, config, now, scratch, lambda _stage: None)
        assert list(scratch.iterdir()) == []  # scratch copies are gone
        for part in loaded.parts:
            assert part.lines == part.events + part.rejects + part.folded + part.left_out
            assert min(part.events, part.rejects, part.folded, part.left_out) >= 0
        return History(db, loaded.parts, loaded.warnings)

    return run


@pytest.fixture
def history(load: Callable[..., History], tmp_path: Path) -> Callable[..., History]:
    """Give a function that writes one file and loads it as the only source, for the user ana unless told otherwise."""

    def run(form: str, content: str | bytes, name: str = "listens.txt", **source: object) -> History:
        data = content.encode() if isinstance(content, str) else content
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
        return load({"format": form, "path": name, "user": "ana", **source})

    return run


@pytest.fixture(scope="session")
def table(tmp_path_factory: pytest.TempPathFactory) -> headed_rows.Reader:
    """Give a reader of CSV that only reads rows, which takes no time."""
    return headed_rows.reader(tmp_path_factory.mktemp("table"))
