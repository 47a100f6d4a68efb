"""The tree of the conformance suite: a thousand artists, names of every kind, and every API."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.config import load
from generator.events import formats
from generator.pipeline import Options, build
from tests.conftest import NOW, listen

LOW = "11111111-0000-4000-8000-000000000000"
NAMES = (
    "ana", "Zoë", "STRASSE", "ΟΔΥΣΣΕΎΣ", "İzmir", "skiff",
    "a/b", "日本語", "CON", "100%", "a+b c", 'x"y', "Ca$h", "é", "a~2Fb", "semi;colon,&=?#[]",
    "x.json", "...", "trailing.", "{name}", "back\\slash", "üöä" * 40,
    '{{env "HOME"}}', '<""env "HOME">', "{$HOME}",
)  # fmt: skip
# Artists whose names a template would take for its actions.
ACTIONS = ('{{env "HOME"}}', '{{ "{{" }}', '<""env "HOME">')
PACKAGES = ("Git.Git", "git.git", "Notepad++.Notepad++", "a/b", "Pub.日本", "x y")
RARE = "Rare.One"
MANY = 1100
HOSTS = ("nginx", "caddy", "cloudflare")  # those of the suite
OTHERS = ("netlify", "github-pages", "s3")  # of which no server runs here

Lines = Iterator[Mapping[str, object]]


def listens() -> Lines:
    """A thousand artists and more of ana in May 2024, one listen of everybody else, and old ones of bo and cy."""
    for number in range(MANY):
        moment = f"2024-05-{1 + number % 9:02d}T{number % 24:02d}:{number % 60:02d}:30"
        yield listen("ana", moment, f"Artist {number:04d}", f"Track {number:04d}", f"Album {number:04d}")
    for user in NAMES[1:]:
        yield listen(user, "2024-05-09T12:00", "Can", "Vitamin C", "Ege Bamyasi")
    mapping = {"recording_mbid": LOW[:-1] + "9", "artist_mbids": [LOW]}
    credit = [{"artist_credit_name": "Low", "artist_mbid": LOW, "join_phrase": ""}]
    heard = listen("ana", "2024-05-10T12:00", "Low", "Words")
    sent = heard["track_metadata"]
    assert isinstance(sent, dict)
    yield {**heard, "track_metadata": {**sent, "mbid_mapping": {**mapping, "artists": credit}}}
    yield listen("bo", "2019-03-03T03:03", "Low", "Words")
    for artist in ACTIONS:
        yield listen("cy", "2019-03-03T03:03", artist, f"Words of {artist}")


def requests() -> Lines:
    """Packages whose names are traps, on three days in two months and three weeks."""
    for place, name in enumerate(PACKAGES):
        for moment in ("2024-04-29T10:00:00", "2024-05-01T10:00:00", "2024-05-09T10:00:00"):
            yield {"package_id": name, "timestamp": moment, "value": 1 + place}
    for moment in ("2024-04-30T10:00:00", "2024-05-01T10:00:00"):  # the only one without files of weeks and months
        yield {"package_id": RARE, "timestamp": moment, "value": 1}


def task_runs() -> Lines:
    """Two task runs of a project that is called by its number."""
    for number in (1, 2):
        times = {"created": "2024-05-01T10:00:00", "finish_time": "2024-05-01T10:00:30"}
        yield {"id": number, "project_id": 5, "task_id": number, "user_id": 7, "user_ip": None, "info": {}, **times}


def beacons() -> Lines:
    """Loads of two videos on three days."""
    for day in (1, 2, 5):
        for media in ("abc", "a/b"):
            moment = f"2024-05-{day:02d}T10:00:00Z"
            yield {"ts": moment, "event": "load", "media_id": media, "project_id": "p", "visitor_key": "v"}


FILES = {
    "listens.jsonl": ("listenbrainz", listens),
    "requests.jsonl": ("requests", requests),
    "task_runs.jsonl": ("pybossa", task_runs),
    "beacons.jsonl": ("video-beacons", beacons),
}


def made(folder: Path, hosts: tuple[str, ...] = HOSTS) -> Path:
    """Build the tree with the rules of some hosts; beside it lies what nobody may see."""
    for name, (_, lines) in FILES.items():
        (folder / name).write_text("".join(json.dumps(line) + "\n" for line in lines()), encoding="utf-8")
    sources = [{"format": form, "path": name} for name, (form, _) in FILES.items()]
    config = {"sources": sources, "map": "none", "charts": False, "periods": ["year"], "hosts": hosts}
    config["packages"] = len(PACKAGES)
    (folder / "config.yaml").write_text(json.dumps(config), encoding="utf-8")
    build(load(folder / "config.yaml", formats.names()), folder / "output", NOW, Options(threads=2))
    for name in ("secret", "secret.json", "secret.html"):
        (folder / name).write_text('"the secret"', encoding="utf-8")
    return folder / "output"
