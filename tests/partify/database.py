"""A Partify database to read: small tables of text become the SQLite file that its server keeps."""

import sqlite3
from contextlib import closing
from pathlib import Path

SCHEMA = """
create table user (id integer primary key autoincrement, name varchar(64), username varchar(36) unique,
  password varchar(256), privs integer);
create table track (id integer primary key autoincrement, title text, artist text, album text, length float, date text,
  spotify_url text unique);
create table play_history_entry (id integer primary key autoincrement, track_id integer, user_id integer,
  time_played datetime);
create table configuration_field (id integer primary key autoincrement, field_name text, field_value text);
"""
PASSWORD = "sha512$not-for-the-tree"  # noqa: S105
SETTING = "consumer-secret-not-for-the-tree"

USERS = """
1 | Fred   | fred
2 | Lizzy␠ | littlelizzy
"""
TRACKS = """
1 | Points of Authority | Linkin Park            | Hybrid Theory                 | 200.533
2 | Delirium Trigger    | Coheed and Cambria     | The Second Stage Turbine Blade | 285.0
3 | Calling Heaven      | Nightmares On Wax      |                               | 250.25
"""
PLAYS = """
1 | 1 | 1 | 2011-12-11 20:00:00.000000
2 | 2 | 2 | 2011-12-11 21:30:00.250000
3 | 3 | 2 | 2011-12-12 05:21:38.777453
"""


def rows(table: str) -> list[list[str | None]]:
    """Read a small text table: cells between bars, an empty one is null, ␠ a blank that counts."""
    lines = (line.split("|") for line in table.strip().splitlines())
    return [[cell.strip().replace("␠", " ") or None for cell in line] for line in lines]


def write(file: Path, plays: str = PLAYS, tracks: str = TRACKS, users: str = USERS) -> Path:
    """Write a database with these rows, with passwords and settings that are nobody's business."""
    file.unlink(missing_ok=True)
    with closing(sqlite3.connect(file)) as db:
        db.executescript(SCHEMA)
        fill(db, plays, tracks, users)
        db.execute("insert into configuration_field (field_name, field_value) values ('secret', ?)", [SETTING])
    return file


def fill(db: sqlite3.Connection, plays: str, tracks: str = "", users: str = "") -> None:
    """Add rows to a database, and commit them."""
    for user in rows(users):
        db.execute("insert into user values (?, ?, ?, ?, 0)", [*user, PASSWORD])
    for track in rows(tracks):
        db.execute("insert into track (id, title, artist, album, length) values (?, ?, ?, ?, ?)", track)
    for play in rows(plays):
        db.execute("insert into play_history_entry values (?, ?, ?, ?)", play)
    db.commit()
