"""The SQLite file as it comes: packed, with a log beside it, cut off, damaged, encrypted, or another program's."""

import gzip
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import pytest

from generator.errors import SourceError
from tests.events.conftest import History
from tests.partify import database

Load = Callable[..., History]

SOURCE = {"format": "partify", "path": "partify.db"}


@pytest.mark.parametrize("kind", ["gz", "zip"])
def test_a_packed_database_is_read(load: Load, tmp_path: Path, kind: str):
    """As every other source is."""
    file = database.write(tmp_path / "partify.db")
    if kind == "gz":
        (tmp_path / "packed").write_bytes(gzip.compress(file.read_bytes()))
    else:
        with ZipFile(tmp_path / "packed", "w") as archive:
            archive.write(file, "backup/partify.db")

    assert load(SOURCE | {"path": "packed"}).tracks() == ["Points of Authority", "Delirium Trigger", "Calling Heaven"]


def test_plays_that_wait_in_the_log_beside_are_read(load: Load, tmp_path: Path):
    """A running server keeps its newest plays in partify.db-wal; nothing is written to either file."""
    file = database.write(tmp_path / "partify.db", plays="1 | 1 | 1 | 2011-12-11 20:00:00")
    with closing(sqlite3.connect(file)) as server:
        server.execute("pragma journal_mode = wal")
        database.fill(server, "2 | 2 | 2 | 2011-12-11 21:30:00.250000")
        before = {path.name: path.read_bytes() for path in tmp_path.glob("partify.db*")}

        loaded = load(SOURCE | {"path": "partify.db*"})

        assert loaded.tracks() == ["Points of Authority", "Delirium Trigger"]
        assert {path.name: path.read_bytes() for path in tmp_path.glob("partify.db*")} == before
        assert "partify.db-wal" in before


def test_reading_leaves_nothing_beside(load: Load, tmp_path: Path):
    """Not even of a file in a folder that is closed to us."""
    (tmp_path / "data").mkdir()
    file = database.write(tmp_path / "data" / "partify.db")
    before = file.stat()

    load(SOURCE | {"path": "data/partify.db"})

    assert [path.name for path in (tmp_path / "data").iterdir()] == ["partify.db"]
    assert (file.stat().st_mtime_ns, file.stat().st_size) == (before.st_mtime_ns, before.st_size)


@pytest.mark.parametrize("left", [20, 99, 100, 4096, 8192, -1, -4096])
def test_a_file_that_is_cut_off_is_an_error(load: Load, tmp_path: Path, left: int):
    """Never a shorter history, wherever the cut is."""
    file = database.write(tmp_path / "partify.db")
    file.write_bytes(file.read_bytes()[:left])

    with pytest.raises(SourceError, match=r"^partify.db: the SQLite file is cut off: copy it again, or name a backup"):
        load(SOURCE)


def test_a_damaged_file_is_an_error(load: Load, tmp_path: Path):
    """A page of plays that is overwritten is told, with what to do."""
    file = database.write(tmp_path / "partify.db")
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xab" * (len(content) - 4096)
    file.write_bytes(bytes(content))

    with pytest.raises(SourceError, match=r"^partify.db: cannot be read as SQLite: .*damaged or encrypted: copy it"):
        load(SOURCE)


def test_an_encrypted_file_is_an_error(load: Load, tmp_path: Path):
    """Of an encrypted database not even the beginning says that it is one."""
    (tmp_path / "partify.db").write_bytes(bytes(range(256)) * 64)

    with pytest.raises(SourceError, match=r"^partify.db: neither a SQLite file nor text; it may be encrypted"):
        load(SOURCE)


@pytest.mark.parametrize(
    ("tables", "fault"),
    [
        ("create table moz_places (id integer, url text)", "no such table: play_history_entry"),
        (
            "create table play_history_entry (id int); create table track (id int); create table user (id int)",
            "no such column: entry.time_played",
        ),
    ],
)
def test_another_program_s_file_is_an_error(load: Load, tmp_path: Path, tables: str, fault: str):
    """It says which table or column is not there."""
    with closing(sqlite3.connect(tmp_path / "partify.db")) as db:
        db.executescript(tables)

    with pytest.raises(SourceError, match=rf"^partify.db: a SQLite file, but another program's \({fault}\); is"):
        load(SOURCE)


def test_a_database_is_no_file_of_another_format(load: Load, tmp_path: Path):
    """The message names the forms that the format has."""
    database.write(tmp_path / "partify.db")

    with pytest.raises(SourceError, match="not the format 'maloja'"):
        load(SOURCE | {"format": "maloja", "user": "ana"})
