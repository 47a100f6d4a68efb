"""Partify's database: what is read of it, and which rows are no events."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from tests.events.conftest import History
from tests.partify import database

Load = Callable[..., History]

SOURCE = {"format": "partify", "path": "partify.db"}
EVENING = 1323633600  # 2011-12-11 20:00 UTC
LISTENS = [
    ("fred", EVENING, "Linkin Park", "Points of Authority", "Hybrid Theory"),
    ("littlelizzy", EVENING + 5400, "Coheed and Cambria", "Delirium Trigger", "The Second Stage Turbine Blade"),
    ("littlelizzy", EVENING + 33698, "Nightmares On Wax", "Calling Heaven", None),
]


def exact(loaded: History) -> list[tuple[object, ...]]:
    """Give the time, to the microsecond, and the length of every listen."""
    return loaded.db.execute("""
        select listened_at + to_microseconds(microsecond), duration_ms from listens order by all
    """).fetchall()


def test_a_play_is_a_listen_of_its_user(load: Load, tmp_path: Path):
    """With user, track, artist and album; the time to the microsecond, and the track's length for how long it was."""
    database.write(tmp_path / "partify.db")

    loaded = load(SOURCE)

    assert loaded.listens() == LISTENS
    assert exact(loaded) == [
        (datetime(2011, 12, 11, 20, 0), 200533),  # noqa: DTZ001
        (datetime(2011, 12, 11, 21, 30, 0, 250000), 285000),  # noqa: DTZ001
        (datetime(2011, 12, 12, 5, 21, 38, 777453), 250250),  # noqa: DTZ001
    ]
    assert loaded.counts() == (3, 3, 0, 0)


def test_users_are_called_by_their_names(load: Load, tmp_path: Path):
    """The display name is kept as it is, blanks and all; other histories have none."""
    database.write(tmp_path / "partify.db")
    (tmp_path / "listens.csv").write_text("listened_at,user_name,artist_name,track_name\n1323633600,ana,Low,Words\n")

    loaded = load(SOURCE, {"format": "listens", "path": "listens.csv"})

    named = loaded.db.execute("select user_name, display_name from users order by user_id").fetchall()
    assert named == [("ana", None), ("fred", "Fred"), ("littlelizzy", "Lizzy ")]


def test_times_are_those_of_the_source_s_zone(load: Load, tmp_path: Path):
    """Partify writes what its server's clock shows: 20:00 in Los Angeles is 04:00 UTC of the next day."""
    database.write(tmp_path / "partify.db")

    loaded = load(SOURCE | {"timezone": "America/Los_Angeles"})

    assert loaded.listens()[0][1] == EVENING + 8 * 3600


def test_a_play_of_nobody_is_kept_apart(load: Load, tmp_path: Path):
    """A play whose user is null, or gone from the table, or without a username, is an event, but nobody's listen."""
    plays = """
    1 | 1 | 1  | 2011-12-11 20:00:00.000000
    2 | 2 |    | 2011-12-11 20:05:00.000001
    3 | 2 | 99 | 2011-12-11 20:10:00.000000
    4 | 3 | 3  | 2011-12-11 20:15:00.000000
    """
    database.write(tmp_path / "partify.db", plays, users="1 | Fred | fred\n3 | Nameless | ")

    loaded = load(SOURCE)

    assert loaded.listens() == LISTENS[:1]
    nobodys = loaded.db.execute(
        "select epoch(listened_at)::bigint, microsecond, duration_ms from server_plays order by 1"
    )
    assert nobodys.fetchall() == [(EVENING + 300, 1, 285000), (EVENING + 600, 0, 285000), (EVENING + 900, 0, 250250)]
    assert loaded.counts() == (4, 4, 0, 0)


def test_bad_rows_are_rejects(load: Load, tmp_path: Path):
    """Each with what is wrong with it; the line is the play's place in the order of their ids.

    That a track was removed from the server is nothing wrong: its plays are left out. Nor is a track without a name.
    """
    tracks = """
    1 | Words |      | Hope | 200
    2 |       | Low  | Hope | 200
    3 | Words | Low  | Hope | 200
    """
    plays = """
    1 | 99 | 1 | 2011-12-11 20:00:00.000000
    2 |    | 1 | 2011-12-11 20:01:00.000000
    3 | 1  | 1 | 2011-12-11 20:02:00.000000
    4 | 2  | 1 | 2011-12-11 20:03:00.000000
    5 | 3  | 1 |
    6 | 3  | 1 | yesterday
    7 | 3  | 1 | 2001-12-11 20:00:00.000000
    8 | 3  | 1 | 2031-12-11 20:00:00.000000
    9 | 3  |   | 1970-01-01 00:00:00.000000
    20 | 3 | 1 | 2011-12-11 20:04:00.000000
    """
    database.write(tmp_path / "partify.db", plays, tracks)

    loaded = load(SOURCE)

    assert loaded.rejects() == [
        (5, "no time that can be read"),
        (6, "no time that can be read"),
        (7, "before 2002-10-01, when scrobbling began"),
        (8, "later than as_of, or than the clock"),
        (9, "the time is 0 (1970-01-01): the export lost it"),
    ]
    assert sum(part.left_out for part in loaded.parts) == 2
    assert loaded.tracks() == ["Words"]


def test_a_text_that_is_not_utf_8_is_a_reject(load: Load, tmp_path: Path):
    """The row is told by its place, and the rows after it keep theirs."""
    database.write(tmp_path / "partify.db")
    with closing(sqlite3.connect(tmp_path / "partify.db")) as db:
        db.execute("update track set title = cast(x'4de56e73' as text) where id = 2")
        db.commit()

    loaded = load(SOURCE)

    assert loaded.rejects() == [(2, "not UTF-8: name the encoding with encoding: at this source")]
    assert loaded.tracks() == ["Points of Authority", "Calling Heaven"]


@pytest.mark.parametrize(("length", "known"), [("0", None), ("-3", None), ("", None), ("90000.5", 90000500)])
def test_a_length_that_is_none_is_unknown(load: Load, tmp_path: Path, length: str, known: int | None):
    """Nothing, zero and less; a track of more than a day is as long as it says."""
    database.write(tmp_path / "partify.db", "1 | 1 | 1 | 2011-12-11 20:00:00", f"1 | Words | Low | Hope | {length}")

    assert [row[1] for row in exact(load(SOURCE))] == [known]


def test_odd_names_come_through(load: Load, tmp_path: Path):
    """Quotes, line feeds, braces and other scripts are letters like any other."""
    tracks = '1 | He said "no" | {Low} | [] | 1\n2 | replaced below | Дельфин | Жестокость | 1'
    database.write(tmp_path / "partify.db", "1|1|1|2011-12-11 20:00:00\n2|2|1|2011-12-11 20:01:00", tracks)
    with closing(sqlite3.connect(tmp_path / "partify.db")) as db:
        db.execute("update track set title = 'a' || char(10) || 'b' where id = 2")
        db.commit()

    assert load(SOURCE).listens() == [
        ("fred", EVENING, "{Low}", 'He said "no"', "[]"),
        ("fred", EVENING + 60, "Дельфин", "a\nb", "Жестокость"),
    ]


def test_no_play_at_all_is_no_line(load: Load, tmp_path: Path):
    """A server that has played nothing yet adds nothing to another history."""
    database.write(tmp_path / "partify.db", plays="")
    database.write(tmp_path / "other.db")

    assert load(SOURCE, SOURCE | {"path": "other.db"}).counts() == (3, 3, 0, 0)


def test_a_copy_of_the_same_plays_folds(load: Load, tmp_path: Path):
    """A database and its older backup: each play counts once, those of nobody as well."""
    nobodys = f"{database.PLAYS}4 | 1 | | 2011-12-12 06:00:00\n"
    database.write(tmp_path / "partify.db", nobodys)
    database.write(tmp_path / "backup.db", nobodys.replace("3 | 3 | 2 | 2011-12-12 05:21:38.777453\n", ""))

    loaded = load(SOURCE | {"path": "*.db"})

    assert loaded.counts() == (7, 4, 0, 3)
    assert loaded.listens() == LISTENS


def test_passwords_and_settings_are_never_read(load: Load, tmp_path: Path):
    """Neither is in any table that is loaded."""
    database.write(tmp_path / "partify.db")

    loaded = load(SOURCE)

    tables = [name for (name,) in loaded.db.execute("select table_name from duckdb_tables()").fetchall()]
    everything = "".join(str(loaded.db.execute(f'from "{name}"').fetchall()) for name in tables)
    assert "Points of Authority" in everything
    assert database.PASSWORD not in everything
    assert database.SETTING not in everything
