"""Source files as operators have them, written from the plain events of the references."""

import csv
import io
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

Row = Mapping[str, Any]

_PARTIFY = """
create table user (id integer primary key, name varchar, username varchar, password varchar, privs integer);
create table track (
    id integer primary key, title varchar, artist varchar, album varchar, length float, date varchar,
    spotify_url varchar
);
create table play_history_entry (id integer primary key, track_id integer, user_id integer, time_played datetime);
create table configuration_field (id integer primary key, field_name varchar, field_value_v blob);
"""


def partify_db(plays: Sequence[Row], names: Mapping[str, str | None]) -> bytes:
    """Write plays as Partify's database, whose rows stand in the order of time."""
    users = sorted({play["user"] for play in plays if play["user"] is not None})
    with TemporaryDirectory() as folder:
        file = Path(folder) / "partify.db"
        db = sqlite3.connect(file)
        db.executescript(_PARTIFY)
        for user in users:
            row = (users.index(user) + 1, names.get(user, user), user, "secret", 0)
            db.execute("insert into user values (?, ?, ?, ?, ?)", row)
        for number, play in enumerate(sorted(plays, key=lambda play: play["at"]), start=1):
            length = None if play["length_ms"] is None else play["length_ms"] / 1000
            user = None if play["user"] is None else users.index(play["user"]) + 1
            track = (number, play["track"], play["artist"], play["album"], length, None, None)
            db.execute("insert into track values (?, ?, ?, ?, ?, ?, ?)", track)
            moment = play["at"].isoformat(" ", timespec="microseconds")
            db.execute("insert into play_history_entry values (?, ?, ?, ?)", (number, number, user, moment))
        db.commit()
        db.close()
        return file.read_bytes()


def partify_pages(plays: Iterable[Row]) -> str:
    """Write plays as a page of Partify's history."""
    tracks = [
        {
            "id": number,
            "title": play["track"],
            "artist": play["artist"],
            "album": play["album"],
            "length": None if play["length_ms"] is None else play["length_ms"] / 1000,
            "date": None,
            "user": play["user"],
            "time_played": play["at"].isoformat(" ", timespec="microseconds"),
        }
        for number, play in enumerate(plays)
    ]
    return json.dumps({"status": "ok", "page": 1, "tracks": tracks})


def listens(plays: Iterable[Row]) -> str:
    """Write plays as ListenBrainz's JSON lines."""
    return _lines(
        {
            "user_name": play["user"],
            "listened_at": (play["at"] - datetime.fromisoformat("1970-01-01")) // timedelta(seconds=1),
            "track_metadata": {
                "artist_name": play["artist"],
                "track_name": play["track"],
                "release_name": play["album"],
                "additional_info": {} if play["length_ms"] is None else {"duration_ms": play["length_ms"]},
            },
        }
        for play in plays
    )


def access_log(entries: Iterable[Row], *, combined: bool = True) -> str:
    """Write entries of a web server's log; each has the hours that its server's clock is off UTC."""
    tail = ' "https://winget.run/" "Mozilla/5.0 (X11; \\"quoted\\")"' if combined else ""
    return "".join(
        f"{entry['visitor']} - - [{_clf(entry)}] "
        f'"{entry["method"]} {entry["target"]} HTTP/1.1" {entry["status"]} 512{tail}\n'
        for entry in entries
    )


def counters(requests: Iterable[Row], *, extended: bool) -> str:
    """Write requests as an export of counters, day by day, with numbers as they are or in Mongo's extended form."""

    def number(value: int) -> object:
        return {"$numberInt": str(value)} if extended else value

    return _lines(
        {
            "PackageId": request["package_id"],
            "Period": number(request["at"].toordinal() - 719163),
            "Value": number(request["value"]),
        }
        for request in requests
    )


def requests_csv(requests: Sequence[Row]) -> str:
    """Write requests as CSV, with a column of values where one is not 1."""
    named = any(request["value"] != 1 for request in requests)
    rows = [(r["package_id"], f"{r['at'].isoformat()}Z", *([r["value"]] if named else [])) for r in requests]
    return _csv(["package_id", "timestamp", *(["value"] if named else [])], rows)


def pybossa_json(rows: Sequence[Row], *, old: bool = False) -> str:
    """Write rows as an export of today, or as one of the time when projects were applications."""
    return json.dumps([_old(row) if old else dict(row) for row in rows])


def pybossa_csv(rows: Sequence[Row], *, prefix: str = "") -> str:
    """Write rows as CSV, with ids of users as floats; with a prefix as up to version 2.0, None being text."""
    flat = [{key: value for key, value in row.items() if not isinstance(value, dict | list)} for row in rows]
    named = [_old(row) if prefix else row for row in flat]
    heading = [f"{prefix}{key}" for key in named[0]] if named else []
    return _csv(heading, [[_cell(key, value, old=bool(prefix)) for key, value in row.items()] for row in named])


def zipped(name: str, content: str) -> bytes:
    """Write an archive of one file."""
    data = io.BytesIO()
    with ZipFile(data, "w") as archive:
        archive.writestr(name, content)
    return data.getvalue()


def beacons(events: Iterable[Row]) -> str:
    """Write events as a player's own beacons."""
    return _lines(
        {
            "ts": f"{event['at'].isoformat()}Z",
            "event": event["kind"],
            "media_id": event["media"],
            "project_id": event["project"],
            "visitor_key": event["visitor"],
            "session_key": event["session"],
            **{f"{end}_s": event[f"{end}_ms"] / 1000 for end in ("start", "end") if event["kind"] == "range"},
        }
        for event in events
    )


def medias_csv(medias: Sequence[Row]) -> str:
    """Write a table of medias."""
    columns = ["media_id", "name", "project_id", "duration_s"]
    return _csv(columns, [["" if row.get(column) is None else row[column] for column in columns] for row in medias])


def _clf(entry: Row) -> str:
    zone = timezone(timedelta(hours=entry.get("offset", 0)))
    return entry["at"].replace(tzinfo=timezone.utc).astimezone(zone).strftime("%d/%b/%Y:%H:%M:%S %z")  # noqa: UP017


def _old(row: Row) -> dict[str, Any]:
    return {"app_id" if key == "project_id" else key: value for key, value in row.items()}


def _cell(key: str, value: object, *, old: bool) -> object:
    if value is None:
        return "None" if old else ""
    return f"{value}.0" if key == "user_id" else value


def _csv(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([heading, *rows])
    return text.getvalue()


def _lines(rows: Iterable[Row]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
