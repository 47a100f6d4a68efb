"""Nothing private of any input is anywhere in a tree: a site of every source is built and searched for every value."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.config import load
from generator.events import formats
from generator.pipeline import Built, Options, build
from tests.conftest import NOW, bytes_of

ADDRESSES = ("203.0.113.77", "2001:db8:77::9", "192.0.2.133")
VOLUNTEERS = ("Wilhelmina Quist", "wquist77", "Restricta Secreta", "rsecreta")
SECRETS = (
    *ADDRESSES, "remote-user-77", "https://referer.example/secret", "AgentOf77", "token=secret77",
    "wq77@mail.example", "external-77", "passw0rd77", "image-77.jpg", "locale-77",
    "visitor-77", "session-77", "viewer-77", "viewer77@mail.example", "Org Seventy-Seven",
    "City-77", "agent-actor-77", "actor77@mail.example", "statement-77", "event-key-77", "uuid-77",
    "learner77", "registration-77", "7777777",
    "Vault Seventy-Seven", "vault77", "pbkdf2-77",
)  # fmt: skip

COMBINED = (
    '203.0.113.77 - remote-user-77 [01/May/2024:10:00:00 +0200] "GET /v2/packages/Pub/Name?token=secret77 HTTP/1.1" '
    '200 12 "https://referer.example/secret" "AgentOf77"\n'
    '2001:db8:77::9 - - [02/May/2024:10:00:00 +0200] "GET /v2/packages/Pub/Name HTTP/1.1" 200 12 "-" "AgentOf77"\n'
    '203.0.113.77 - - [02/May/2024:11:00:00 +0200] "GET /old?token=secret77 HTTP/1.1" 404 1 "-" "AgentOf77"\n'
    '203.0.113.77 - - [02/May/2024:11:00:00 +0200] "GET /u/wq77@mail.example HTTP/1.1" 404 1 "-" "AgentOf77"\n'
    '203.0.113.77 - - [02/May/2024:12:00:00 +0200] "GET /v2/packages/Pub/Name HTTP/1.1" 200 1 "-" '
    '"AgentOf77Bot/1.0 (+https://referer.example/secret)"\n'
    "203.0.113.77 no log line at all\n"
)
RUNS = [
    {
        "id": 1, "project_id": 5, "task_id": 11, "user_id": 70, "user_ip": None, "external_uid": None,
        "created": "2024-05-01T10:00:00", "finish_time": "2024-05-01T10:01:00", "info": {"image": "image-77.jpg"},
    },
    {
        "id": 2, "project_id": 5, "task_id": 11, "user_id": None, "user_ip": "192.0.2.133", "external_uid": None,
        "created": "2024-05-01T10:00:00", "finish_time": "2024-05-01T10:02:00", "info": {},
    },
    {
        "id": 3, "project_id": 5, "task_id": 12, "user_id": None, "user_ip": None, "external_uid": "external-77",
        "created": "2024-05-01T10:00:00", "finish_time": "2024-05-01T10:03:00", "info": {},
    },
]  # fmt: skip
ACCOUNTS = [
    {
        "id": 70, "name": "wquist77", "fullname": "Wilhelmina Quist", "email_addr": "wq77@mail.example",
        "created": "2024-01-01T00:00:00", "locale": "locale-77", "admin": False, "consent": True, "restrict": False,
    },
    {
        "id": 71, "name": "rsecreta", "fullname": "Restricta Secreta", "email_addr": "wq77@mail.example",
        "created": "2024-01-01T00:00:00", "locale": "en", "admin": False, "consent": True, "restrict": True,
    },
]  # fmt: skip
PROJECTS = [
    {"id": 5, "name": "Ponds", "short_name": "ponds", "published": True, "owner_id": 70, "info": {"k": "image-77.jpg"}},
    {"id": 6, "name": "Vault Seventy-Seven", "short_name": "vault77", "published": True, "owner_id": 70,
     "category_id": 1, "featured": True, "info": {"passwd_hash": "pbkdf2-77"}},
]  # fmt: skip
BEACONS = [
    {"ts": f"2024-05-01T10:0{place}:00Z", "event": event, "media_id": "m1", "project_id": "p1",
     "visitor_key": "visitor-77", "session_key": "session-77", "start_s": 0, "end_s": 5, "ip": "203.0.113.77"}
    for place, event in enumerate(("load", "play", "range"))
]  # fmt: skip
WISTIA = [
    {
        "received_at": "2024-05-01T10:00:00Z", "event_key": "event-key-77", "ip": "203.0.113.77", "country": "DE",
        "city": "City-77", "org": "Org Seventy-Seven", "email": "viewer77@mail.example", "visitor_key": "viewer-77",
        "percent_viewed": 0.5, "conversion_type": "", "media_id": "m2", "media_name": "Two",
        "user_agent_details": {"browser": "AgentOf77"}, "conversion_data": {"email": "viewer77@mail.example"},
    },
]  # fmt: skip
WEBHOOK = {
    "events": [
        {
            "uuid": "uuid-77", "type": "viewing_session.play", "generated_at": "2024-05-01T10:00:00Z",
            "payload": {
                "visitor": {"id": "viewer-77", "email": "viewer77@mail.example", "ip": "203.0.113.77"},
                "viewing_session": {"id": "session-77"},
                "media": {"id": "m3", "name": "Three", "url": "https://referer.example/secret", "duration": 10},
            },
        }
    ]
}  # fmt: skip
STATEMENT = {
    "id": "statement-77",
    "timestamp": "2024-05-01T10:00:00Z",
    "actor": {"name": "agent-actor-77", "mbox": "mailto:actor77@mail.example"},
    "verb": {"id": "https://w3id.org/xapi/video/verbs/played"},
    "object": {
        "id": "https://videos.example/m4",
        "definition": {"type": "https://w3id.org/xapi/video/activity-type/video", "name": {"en": "Four"}},
    },
    "context": {
        "registration": "registration-77",
        "extensions": {"https://w3id.org/xapi/video/extensions/session-id": "session-77"},
    },
}
TRACKED = {
    "username": "learner77", "session": "session-77", "ip": "203.0.113.77", "agent": "AgentOf77",
    "event_type": "play_video",
    "time": "2024-05-01T10:00:00Z", "event": '{"id": "m5", "currentTime": 0}', "referer": "https://referer.example/secret",
    "context": {"course_id": "course-v1:Org+C+R", "user_id": 7_777_777},
}  # fmt: skip

SOURCES = {
    "access.log": ("access-log", COMBINED),
    "runs.json": ("pybossa", json.dumps(RUNS)),
    "accounts.json": ("pybossa", json.dumps(ACCOUNTS)),
    "projects.json": ("pybossa", json.dumps(PROJECTS)),
    "6_vault77_task_run.json": ("pybossa", json.dumps([{**RUNS[0], "id": 9, "project_id": 6, "task_id": 61}])),
    "beacons.jsonl": ("video-beacons", "".join(f"{json.dumps(line)}\n" for line in BEACONS)),
    "events.json": ("wistia-events", json.dumps(WISTIA)),
    "hook.json": ("wistia-webhooks", json.dumps(WEBHOOK)),
    "tracking.log": ("edx-tracking", json.dumps(TRACKED) + "\n"),
    "statements.jsonl": ("xapi-video", json.dumps(STATEMENT) + "\n"),
}


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., tuple[Path, Built]]:
    """Give a function that builds a site of every source, with what config.yaml says beside."""
    for name, (_, text) in SOURCES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with sqlite3.connect(tmp_path / "partify.db") as db:
        db.executescript("""
            create table user (id integer primary key, name text, username text, password text, privs integer);
            create table track
              (id integer primary key, title text, artist text, album text, length real, date text, spotify_url text);
            create table play_history_entry
              (id integer primary key, track_id integer, user_id integer, time_played text);
            create table configuration_field (id integer primary key, field_name text, field_value text);
            insert into user values (1, 'Fred Public', 'fred', 'passw0rd77', 1);
            insert into user values (2, 'Nell Public', null, 'passw0rd77', 1);
            insert into track values (1, 'Words', 'Low', 'Trust', 200.5, '2001', null);
            insert into play_history_entry values (1, 1, 1, '2024-05-01 10:00:00.000000');
            insert into play_history_entry values (2, 1, 2, '2024-05-01 10:05:00.000000');
            insert into configuration_field values (1, 'secret', 'passw0rd77');
        """)
    db.close()
    sources = [{"format": form, "path": name} for name, (form, _) in SOURCES.items()]

    def run(**settings: object) -> tuple[Path, Built]:
        config = {"sources": [*sources, {"format": "partify", "path": "partify.db"}], **settings}
        (tmp_path / "config.yaml").write_text(json.dumps(config), encoding="utf-8")
        output = tmp_path / "output"
        return output, build(load(tmp_path / "config.yaml", formats.names()), output, NOW, Options())

    return run


def found(output: Path, values: tuple[str, ...]) -> list[tuple[str, str]]:
    """Which values stand in which documents, or in their paths."""
    return [
        (value, path)
        for path, body in bytes_of(output).items()
        for value in values
        if value.lower() in path.lower() or value.lower().encode() in body.lower()
    ]


def test_no_private_value_is_anywhere_in_the_tree(site: Callable[..., tuple[Path, Built]]):
    """Addresses, e-mails, keys, agents, passwords and the names of volunteers: none, though every domain has pages."""
    output, built = site()
    assert found(output, (*SECRETS, *VOLUNTEERS)) == []
    assert {"partify", "winget", "traffic", "pybossa", "wistia", "page"} <= built.documents.keys()
    assert sum(part.events for part in built.loaded.parts) == 19


def test_every_secret_is_in_the_input(site: Callable[..., tuple[Path, Built]], tmp_path: Path):
    """What is searched for could be there: each value stands in a source file."""
    site()
    read = b"".join(file.read_bytes() for file in tmp_path.iterdir() if file.is_file())
    assert [value for value in (*SECRETS, *VOLUNTEERS) if value.encode() not in read] == []


def test_volunteers_are_named_when_they_are_published(site: Callable[..., tuple[Path, Built]]):
    """publish: [volunteers] gives the names of those who may be shown, and still nothing else."""
    output, _ = site(publish=["volunteers"])
    assert {value for value, _ in found(output, VOLUNTEERS)} == {"Wilhelmina Quist", "wquist77"}
    assert found(output, SECRETS) == []


def test_pseudonyms_hide_every_name(site: Callable[..., tuple[Path, Built]], monkeypatch: pytest.MonkeyPatch):
    """Listeners, and volunteers who are published, are called by pseudonyms; files are not called by their names."""
    monkeypatch.setenv("STILLSTATS_KEY", "a key that nobody knows")
    output, _ = site(publish=["volunteers"], privacy={"pseudonyms": True})
    people = ("Fred Public", "Nell Public", '"fred"', "/fred/", *VOLUNTEERS)
    assert found(output, (*people, *SECRETS, "partify.db")) == []
    assert found(output, ("volunteer-", "listener-"))


def test_at_least_hides_single_people(site: Callable[..., tuple[Path, Built]]):
    """Of two volunteers and one listener nothing is said alone; what three did stays."""
    output, _ = site(publish=["volunteers"], privacy={"at_least": 2})
    assert found(output, ("Fred Public", '"fred"', *VOLUNTEERS)) == []
    assert (output / "v2/stats/Pub.Name/day.json").is_file()
    assert (output / "project/ponds/stats.json").is_file()
    assert not (output / "v1/stats/medias/m1.json").exists()
