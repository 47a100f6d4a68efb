"""A history in a folder, with the owner's corrections, and what became of it."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from generator import events
from generator.config import Config
from generator.events import Loaded
from tests.conftest import NOW

Row = Mapping[str, Any]
Load = Callable[..., "Settled"]


@dataclass(frozen=True, slots=True)
class Settled:
    """A loaded history."""

    db: DuckDBPyConnection
    loaded: Loaded

    def artists(self) -> dict[tuple[str, str | None], int]:
        """Count the listens of every artist, by name and id."""
        return self._counted("""
            select names.name, artist_mbid::varchar
            from listens
            join track_artists using (track_id)
            join names on names.name_id = artist_name_id
        """)

    def albums(self) -> dict[tuple[str, str], int]:
        """Count the listens of every album, by name and artist: one row is one album of the release list."""
        rows = self._counted("""
            select album.name, artist.name, release_id
            from listens
            join tracks using (track_id)
            join names as album on album.name_id = release_name_id
            join names as artist on artist.name_id = release_artist_name_id
        """)
        return {(album, artist): count for (album, artist, _), count in rows.items()}

    def groups(self) -> list[tuple[str, str, str | None, int]]:
        """List every release group with name, artist, id and listens."""
        rows = self._counted("""
            select album.name, artist.name, release_group_mbid::varchar, release_group_id
            from listens
            join tracks using (track_id)
            join names as album on album.name_id = release_group_name_id
            join names as artist on artist.name_id = release_group_artist_name_id
        """)
        return sorted((name, artist, mbid, count) for (name, artist, mbid, _), count in rows.items())

    def tracks(self) -> dict[tuple[str, str | None], int]:
        """Count the listens of every track, by name and recording."""
        return self._counted("""
            select names.name, recording_mbid::varchar
            from listens
            join tracks using (track_id)
            join names on names.name_id = track_name_id
        """)

    def users(self) -> dict[str, int]:
        """Count the listens of every listener."""
        return {
            name: count
            for (name,), count in self._counted("select user_name from listens join users using (user_id)").items()
        }

    def changed(self) -> list[int]:
        """Give how many listens each rule changed, in the order of the file."""
        return [rule.listens for rule in self.loaded.corrections]

    def counts(self) -> tuple[int, int, int, int]:
        """Count lines, events, folded and left out."""
        parts = self.loaded.parts
        return (
            sum(part.lines for part in parts), sum(part.events for part in parts),
            sum(part.folded for part in parts), sum(part.left_out for part in parts),
        )  # fmt: skip

    def _counted(self, sql: str) -> dict[Any, int]:
        return dict(Counter(self.db.execute(sql).fetchall()))


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """A function that loads files of ListenBrainz lines, other files by their names, and settings of config.yaml."""

    def run(
        *files: Sequence[Row],
        rules: str = "",
        others: Mapping[str, str] | None = None,
        sources: Sequence[object] = (),
        **settings: object,
    ) -> Settled:
        entries = list(sources)
        for number, lines in enumerate(files):
            text = "".join(json.dumps(line) + "\n" for line in lines)
            (tmp_path / f"{number}.jsonl").write_text(text, encoding="utf-8")
            entries.append({"format": "listenbrainz", "path": f"{number}.jsonl"})
        for name, text in (others or {}).items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        if rules:
            (tmp_path / "corrections.yaml").write_text(rules, encoding="utf-8")
            settings["corrections"] = "corrections.yaml"
        config = Config.model_validate({"sources": entries, "folder": tmp_path, **settings})
        scratch = tmp_path / "scratch"
        scratch.mkdir(exist_ok=True)
        db = duckdb.connect()
        return Settled(db, events.load(db, config, NOW, scratch, lambda _stage: None))

    return run
