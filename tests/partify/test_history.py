"""Partify's answers to GET /history, saved page by page."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.events import formats
from tests.events.conftest import History

Load = Callable[..., History]

EVENING = 1323633600  # 2011-12-11 20:00 UTC
HEAD = {"status": "ok", "num_items": 2, "page": 1, "pages": 2, "response_time": "2011-12-12T05:21:38.777453"}


def play(number: int, time: str, user: str | None = "Fred", **track: object) -> dict[str, object]:
    """Make an entry of a page; of its track only what a test is about differs."""
    known: dict[str, object] = {"title": f"Track {number}", "artist": "Low", "album": "Hope", "length": 200.5}
    return {"id": number, **known, "date": "1994", "user": user, "time_played": time, **track}


NEW = play(3, "2011-12-11T20:02:00.777453")
MIDDLE = play(2, "2011-12-11T20:01:00", "Lizzy")
OLD = play(1, "2011-12-11T20:00:00.000001")
HEARD = [
    ("Fred", EVENING, "Low", "Track 1", "Hope"),
    ("Lizzy", EVENING + 60, "Low", "Track 2", "Hope"),
    ("Fred", EVENING + 120, "Low", "Track 3", "Hope"),
]


def page(*plays: dict[str, object]) -> str:
    return json.dumps(HEAD | {"tracks": plays})


@pytest.mark.parametrize(
    "content",
    [
        page(NEW, MIDDLE, OLD),
        json.dumps([NEW, MIDDLE, OLD]),
        f"{page(NEW, MIDDLE)}\n{page(OLD)}\n",
        page(NEW, MIDDLE) + page(OLD),
        f"[{page(NEW, MIDDLE)}, {page(OLD)}]",
        "\n".join(json.dumps(each) for each in (NEW, MIDDLE, OLD)),
    ],
    ids=["page", "plays", "pages by line", "pages side by side", "list of pages", "plays by line"],
)
def test_pages_are_read_however_they_were_saved(load: Load, tmp_path: Path, content: str):
    """One page, several in a file, or the plays alone; the user is called by the display name, all that a page has."""
    (tmp_path / "history.json").write_text(content)

    loaded = load({"format": "partify", "path": "history.json"})

    assert loaded.listens() == HEARD
    assert loaded.counts() == (3, 3, 0, 0)
    lengths = loaded.db.execute("select distinct duration_ms from listens").fetchall()
    assert lengths == [(200500,)]


def test_pages_that_overlap_fold(load: Load, tmp_path: Path):
    """Between two requests the server played on: what was pushed to the next page is there twice, and counts once."""
    (tmp_path / "page1.json").write_text(page(NEW, MIDDLE))
    (tmp_path / "page2.json").write_text(page(MIDDLE, OLD))

    loaded = load({"format": "partify", "path": "page*.json"})

    assert loaded.listens() == HEARD
    assert loaded.counts() == (4, 3, 0, 1)


def test_bad_entries_are_rejects(load: Load, tmp_path: Path):
    """Each with what is wrong with it; without a user, an artist or a title it is a play all the same."""
    entries = [
        play(1, "never"),
        play(2, "2011-12-11T20:00:00", artist=None),
        play(3, "2011-12-11T20:00:00", title=" "),
        play(4, "2011-12-11T20:00:00", None),
        play(5, "2011-12-11T20:01:00", " "),
        play(6, "2011-12-11T20:02:00", user={"id": 3}),
    ]
    (tmp_path / "page.json").write_text(json.dumps(HEAD | {"tracks": [*entries, "a line", OLD]}))

    loaded = load({"format": "partify", "path": "page.json"})

    assert loaded.rejects() == [
        (1, "no time that can be read"),
        (7, "not a JSON object"),
    ]
    assert loaded.listens() == HEARD[:1]
    assert loaded.db.execute("select count(*) from server_plays").fetchall() == [(5,)]


def test_an_error_is_no_page(load: Load, tmp_path: Path):
    """A page that does not exist is answered in JSON, too; it is told, and the other pages are read."""
    (tmp_path / "page1.json").write_text(page(NEW, MIDDLE, OLD))
    (tmp_path / "page2.json").write_text('{"status": "error", "message": "You requested a page that does not exist!"}')

    loaded = load({"format": "partify", "path": "page*.json"})

    assert loaded.rejects() == [(1, "not a page: Partify answered with an error")]
    assert loaded.listens() == HEARD


def test_a_history_without_plays_has_no_line(load: Load, tmp_path: Path):
    """An empty page is a whole one."""
    (tmp_path / "page1.json").write_text(page(NEW, MIDDLE, OLD))
    (tmp_path / "page2.json").write_text(page())

    assert load({"format": "partify", "path": "page*.json"}).counts() == (3, 3, 0, 0)


def test_nothing_is_asked_of_passwords():
    """What is read of a database names the tables and columns that it takes; those of secrets are not among them."""
    select = formats.asks("partify")

    assert "play_history_entry" in select
    assert not {"password", "configuration_field", "privs", "*"} & set(select.replace(".", " ").split())
