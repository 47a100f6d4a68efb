"""The documentation's own example of GET /statistics, held against the mirror key by key."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.events.conftest import History
from tests.partify import database
from tests.partify.conftest import answered
from tests.reference import partify as reference

Load = Callable[..., History]

TIME = "2011-12-12T05:21:38.777453"
ARTIST = {"plays": 38, "artist": "Coheed and Cambria"}
ALBUM = {"album": "Hybrid Theory", "plays": 16, "artist": "Linkin Park"}
USER = {"username": "littlelizzy", "plays": 165, "user": "Lizzy "}
WINDOW = {
    "total_time": 96778.54400000005,
    "total_tracks": 378,
    "top_albums": dict.fromkeys("1234", ALBUM),
    "top_users": dict.fromkeys("1234", USER),
    "top_artists": dict.fromkeys("1234", ARTIST),
}
EXAMPLE = {
    "status": "ok",
    "statistics": dict.fromkeys(("week", "all", "month", "day", "year"), WINDOW),
    "response_time": TIME,
}


def shape(value: object) -> object:
    """Give a document with its types in place of its values."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    return type(value)


def plays(count: int, people: int) -> Iterator[dict[str, Any]]:
    """Make up plays, the last one at the example's time, over two years; often several at once, some of nobody."""
    chance = Random(5)  # noqa: S311  (a seeded history is not cryptography)
    newest = datetime.fromisoformat(TIME)
    ages = (0, 1, 7, 30, 365, 700)
    for number in range(count):
        days = chance.choice(ages)
        seconds = chance.choice((0, 0, chance.randrange(-40_000, 40_000))) if number else 0
        at = newest - timedelta(days=days if number else 0, seconds=seconds if days else abs(seconds))
        track = chance.randrange(60)
        yield {
            "at": at,
            "user": chance.choice([None, *(f"user{user}" for user in range(people))]),
            "artist": f"Artist {track % 11}",
            "track": f"Track {track}",
            "album": f"Album {track % 7}" if track % 19 else None,
            "length_ms": None if track == 3 else 1000 * track + 533,
        }


def written(file: Path, given: list[dict[str, Any]], people: int) -> Path:
    """Write made-up plays as a database; a user is called Mr. or Ms. Something."""
    database.write(file, "", "", "")
    with closing(sqlite3.connect(file)) as db:
        for user in range(people):
            db.execute("insert into user values (?, ?, ?, '', 0)", [user + 1, f"Ms. {user}", f"user{user}"])
        for number, play in enumerate(given, 1):
            seconds = None if play["length_ms"] is None else play["length_ms"] / 1000
            said = [number, play["track"], play["artist"], play["album"], seconds]
            db.execute("insert into track (id, title, artist, album, length) values (?, ?, ?, ?, ?)", said)
            user = None if play["user"] is None else int(play["user"].removeprefix("user")) + 1
            time = play["at"].isoformat(sep=" ", timespec="microseconds")
            db.execute("insert into play_history_entry values (?, ?, ?, ?)", [number, number, user, time])
        db.commit()
    return file


@pytest.fixture
def body(load: Load, tmp_path: Path) -> dict[str, Any]:
    """Answer a history of 711 plays of five people, as the example's server may have had."""
    given = list(plays(711, 5))
    written(tmp_path / "partify.db", given, 5)
    loaded = load({"format": "partify", "path": "partify.db"})
    return answered(loaded, datetime.fromisoformat(TIME).replace(microsecond=0))


def test_every_key_of_the_example_is_answered(body: dict[str, Any]):
    """With values of the same types, and no key besides."""
    assert shape(body) == shape(EXAMPLE)


def test_the_time_has_microseconds_and_no_zone(body: dict[str, Any]):
    """It is as_of, by default the newest play's."""
    assert body["response_time"] == EXAMPLE["response_time"]


def test_the_numbers_are_those_of_the_reference(body: dict[str, Any]):
    """Every window, whole, of the same plays in plain Python."""
    named = {f"user{user}": f"Ms. {user}" for user in range(5)}
    expected = json.loads(json.dumps(reference.documents(plays(711, 5), named)))

    assert {"statistics.json": body} == expected
