"""Small healthy files of every family of formats, with private values in all that have people in them."""

import io
import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

LINES = 60  # of each file
PRIVATE = ("203.0.113.77", "agent-seventy-seven", "q77@mail.example", "visitor-key-77")
BEGIN = datetime(2024, 4, 29, 10, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sample:
    """A source: its format, the name of its file, its bytes, and whether its lines are what is counted.

    What has no events of its own stands beside another sample, which has.
    """

    format: str
    name: str
    data: bytes
    is_lines: bool = True
    beside: str = ""


def _at(number: int) -> datetime:
    return BEGIN + timedelta(hours=7 * number)


def _listen(number: int) -> dict[str, object]:
    artist = ("Low", "Can", "Sigur Rós", "🙂", "平沢進")[number % 5]
    said = {"artist_name": artist, "track_name": f"Song {number % 7}", "release_name": f"Album {number % 3}"}
    who = ("ana", "Ben", "é")[number % 3]
    return {"user_name": who, "listened_at": int(_at(number).timestamp()), "track_metadata": said}


def _lines(records: list[dict[str, object]]) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def _combined(number: int) -> str:
    when = _at(number).strftime("%d/%b/%Y:%H:%M:%S +0000")
    asked = f"GET /v2/packages/Pub/Name{number % 9} HTTP/1.1"
    return f'203.0.113.77 - q77@mail.example [{when}] "{asked}" 200 12 "-" "agent-seventy-seven"\n'


def _task(number: int) -> dict[str, object]:
    return {
        "id": number,
        "project_id": 5,
        "created": _at(0).isoformat(),
        "state": "ongoing",
        "n_answers": 3,
        "info": {},
    }


def _run(number: int) -> dict[str, object]:
    who: dict[str, object] = {"user_id": number % 4} if number % 3 else {"user_id": None, "user_ip": "203.0.113.77"}
    times = {"created": _at(number).isoformat(), "finish_time": (_at(number) + timedelta(minutes=1)).isoformat()}
    return {"id": number, "project_id": 5, "task_id": number % 20, "info": {"mail": "q77@mail.example"}, **who, **times}


def _beacon(number: int) -> dict[str, object]:
    kind = ("load", "play", "range")[number % 3]
    keys = {"visitor_key": "visitor-key-77", "session_key": f"session-{number % 5}", "ip": "203.0.113.77"}
    part = {"start_s": number, "end_s": number + 5}
    return {
        "ts": _at(number).isoformat(),
        "event": kind,
        "media_id": f"m{number % 4}",
        "project_id": "p",
        **keys,
        **part,
    }


def _statement(number: int) -> dict[str, object]:
    verb = ("initialized", "played", "paused")[number % 3]
    extensions = "https://w3id.org/xapi/video/extensions/"
    return {
        "id": f"00000000-0000-4000-8000-{number:012}",
        "actor": {"mbox": "mailto:q77@mail.example"},
        "verb": {"id": f"https://w3id.org/xapi/video/verbs/{verb}"},
        "object": {"id": f"https://video.example/{number % 4}", "definition": {"name": {"en": "Frogs"}}},
        "result": {"extensions": {f"{extensions}time": number, f"{extensions}played-segments": f"0[.]{number}"}},
        "context": {"registration": f"10000000-0000-4000-8000-{number % 9:012}"},
        "timestamp": _at(number).isoformat(),
    }


def _tracked(number: int) -> dict[str, object]:
    word = ("load_video", "play_video", "seek_video", "pause_video")[number % 4]
    places = {"currentTime": number % 4 * 20, "old_time": 40, "new_time": 50, "duration": 90.5}
    return {
        "username": "q77@mail.example",
        "event_type": word,
        "name": word,
        "event_source": "browser",
        "session": f"visitor-key-77-{number // 4 % 6}",
        "ip": "203.0.113.77",
        "agent": "agent-seventy-seven",
        "time": _at(number).isoformat(),
        "context": {"course_id": "course-v1:Org+Frogs+R", "user_id": 77},
        "event": json.dumps({"id": f"video-{number // 8 % 3}", "code": "html5", **places}),
    }


def _media(number: int) -> dict[str, object]:
    project = {"id": number % 5, "name": f"Tours {number % 5}", "hashed_id": f"tours{number % 5}"}
    thumbnail = {"url": f"https://video.example/{number}.jpg", "width": 200}
    said = {"id": number, "hashed_id": f"m{number}", "name": f"Frogs {number} 🙂", "duration": number + 0.5}
    return {**said, "type": "Video", "project": project, "thumbnail": thumbnail}


def _project(number: int) -> dict[str, object]:
    info = {"passwd_hash": "agent-seventy-seven"} if number % 10 == 0 else {"mail": "q77@mail.example"}
    said = {"id": number, "name": f"Frogs {number}", "short_name": f"frogs{number}", "published": number % 3 > 0}
    return {
        **said,
        "created": _at(0).isoformat(),
        "owner_id": 1,
        "category_id": number % 4,
        "featured": False,
        "info": info,
    }


def _csv() -> bytes:
    rows = (f'"{_at(number).isoformat()}",ana,"Low, {number % 3}",Song {number % 7}\n' for number in range(LINES))
    return ("listened_at,user_name,artist_name,track_name\n" + "".join(rows)).encode()


def _json_log(number: int) -> dict[str, object]:
    asked = {"method": "GET", "uri": f"/v2/packages/Pub/Name{number % 9}", "remote_ip": "203.0.113.77"}
    return {"ts": _at(number).timestamp(), "request": asked, "status": 200, "user_agent": "agent-seventy-seven"}


def _zipped(name: str, data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(name), data)
    return packed.getvalue()


def _parquet() -> bytes:
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as db:
        db.execute(
            f"copy (select 'Pub.Name' || i % 9 as package_id, timestamp '2024-04-29' + interval (i) hour as timestamp, "
            f"1 as value from range({LINES}) as each(i)) to '{folder}/a.parquet' (format parquet)"
        )
        return (Path(folder) / "a.parquet").read_bytes()


def _sqlite() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "navidrome.db"
        db = sqlite3.connect(file)
        db.executescript(
            "create table user (id text, user_name text, email text);"
            "create table media_file (id text, title text, artist text, album text, album_artist text, duration real);"
            "create table scrobbles "
            "(id integer primary key, media_file_id text, user_id text, submission_time integer);"
            "insert into user values ('u', 'ana', 'q77@mail.example');"
        )
        for number in range(LINES):
            song = (f"f{number}", f"Song {number}", "Low", "Album", "Low", 200.0)
            db.execute("insert into media_file values (?, ?, ?, ?, ?, ?)", song)
            moment = int(_at(number).timestamp())
            db.execute("insert into scrobbles values (?, ?, ?, ?)", (number, f"f{number}", "u", moment))
        db.commit()
        db.close()
        return file.read_bytes()


def _spotify() -> bytes:
    plays = [
        {
            "endTime": f"{_at(number):%Y-%m-%d %H:%M}",
            "artistName": "Low",
            "trackName": f"S {number}",
            "msPlayed": 99_000,
        }
        for number in range(LINES)
    ]
    return json.dumps(plays, indent=1).encode()


def _numbered(record: Callable[[int], dict[str, object]]) -> list[dict[str, object]]:
    return [record(number) for number in range(LINES)]


def samples() -> Mapping[str, Sample]:
    """Every sample by what it stands for."""
    listens, runs = _lines(_numbered(_listen)), json.dumps(_numbered(_run)).encode()
    requests = [
        {"package_id": f"Pub.Name{number % 9}", "timestamp": _at(number).isoformat(), "value": 1}
        for number in range(LINES)
    ]
    return {
        "ListenBrainz lines": Sample("listenbrainz", "listens.jsonl", listens),
        "ListenBrainz array": Sample("listenbrainz", "a.json", json.dumps(_numbered(_listen)).encode(), is_lines=False),
        "zip": Sample("listenbrainz", "a.zip", _zipped("listens/2024/5.jsonl", listens), is_lines=False),
        "CSV": Sample("listens", "listens.csv", _csv(), is_lines=False),
        "Spotify": Sample("spotify", "StreamingHistory_music_0.json", _spotify(), is_lines=False),
        "SQLite": Sample("navidrome", "navidrome.db", _sqlite(), is_lines=False),
        "log": Sample("access-log", "access.log", "".join(map(_combined, range(LINES))).encode()),
        "JSON log": Sample("access-log", "access.jsonl", _lines(_numbered(_json_log))),
        "counters": Sample("requests", "requests.jsonl", _lines(requests)),
        "Parquet": Sample("requests", "requests.parquet", _parquet(), is_lines=False),
        "PYBOSSA tasks": Sample("pybossa", "a_task.json", json.dumps(_numbered(_task)).encode(), is_lines=False),
        "PYBOSSA runs": Sample("pybossa", "a_task_run.json", runs, is_lines=False),
        "PYBOSSA run lines": Sample("pybossa", "runs.jsonl", _lines(_numbered(_run))),
        "PYBOSSA projects": Sample(
            "pybossa", "project.json", json.dumps(_numbered(_project)).encode(), is_lines=False, beside="PYBOSSA runs"
        ),
        "tracking log": Sample("edx-tracking", "tracking.log", _lines(_numbered(_tracked))),
        "list of medias": Sample(
            "video-beacons",
            "medias.json",
            json.dumps(_numbered(_media)).encode(),
            is_lines=False,
            beside="video beacons",
        ),
        "video beacons": Sample("video-beacons", "beacons.jsonl", _lines(_numbered(_beacon))),
        "xAPI": Sample("xapi-video", "statements.jsonl", _lines(_numbered(_statement))),
    }


SETTINGS: Mapping[str, Mapping[str, object]] = {
    "spotify": {"user": "ana"},
    "access-log": {"route": "^/v2/packages/([^/]+)/([^/]+)"},
}
