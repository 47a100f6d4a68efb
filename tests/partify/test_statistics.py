"""statistics.json: what a window holds, in which order, and what it leaves out."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.events.conftest import History
from tests.partify import database
from tests.partify.conftest import answered

Statistics = Callable[..., Mapping[str, Any]]
Load = Callable[..., History]

NOW = "2011-12-12T05:21:38.777453"
EMPTY = {"total_tracks": 0, "total_time": 0}
LOW = "1 | Words | Low | Hope | 100"


def names(window: Mapping[str, Any], key: str) -> list[object]:
    """Give the first cell of the items of a list, in the order of their ranks."""
    items = window[f"top_{key}s"]
    assert list(items) == [str(rank) for rank in range(1, len(items) + 1)]
    return [item["username" if key == "user" else key] for item in items.values()]


@pytest.mark.parametrize(
    ("window", "bound"),
    [("day", "12-11"), ("week", "12-05"), ("month", "11-12"), ("year", "12-12")],
)
def test_a_window_begins_behind_its_bound(statistics: Statistics, window: str, bound: str):
    """A play exactly 1, 7, 30 or 365 days before as_of is outside, one a microsecond later inside."""
    year = 2010 if window == "year" else 2011
    plays = f"""
    1 | 1 | 1 | {year}-{bound} 05:21:38.777453
    2 | 1 | 2 | {year}-{bound} 05:21:38.777454
    """

    windows = statistics(NOW, plays, LOW)

    assert windows[window]["total_tracks"] == 1
    assert names(windows[window], "user") == ["littlelizzy"]
    assert windows["all"]["total_tracks"] == 2


def test_windows_lie_within_each_other(statistics: Statistics):
    """A play of today is one of this week, too, and so on; all has everything."""
    plays = """
    1 | 1 | 1 | 2009-01-01 00:00:00
    2 | 1 | 1 | 2011-01-01 00:00:00
    3 | 1 | 1 | 2011-11-20 00:00:00
    4 | 1 | 1 | 2011-12-08 00:00:00
    5 | 1 | 1 | 2011-12-12 00:00:00
    """

    windows = statistics(NOW, plays, LOW)

    assert {name: window["total_tracks"] for name, window in windows.items()} == {
        "all": 5, "year": 4, "month": 3, "week": 2, "day": 1,
    }  # fmt: skip
    assert {name: window["total_time"] for name, window in windows.items()} == {
        "all": 500.0, "year": 400.0, "month": 300.0, "week": 200.0, "day": 100.0,
    }  # fmt: skip


def test_an_empty_window_has_no_lists(statistics: Statistics):
    """Two numbers, both 0, and nothing else."""
    windows = statistics(NOW, "1 | 1 | 1 | 2011-12-01 00:00:00", LOW)

    assert windows["day"] == EMPTY
    assert windows["week"] == EMPTY
    assert windows["month"]["total_tracks"] == 1


def test_four_are_listed_most_plays_first(statistics: Statistics):
    """Ties go to the one that was played earlier in the window, whatever its name and id."""
    tracks = "\n".join(f"{number} | Track | {name} | {name} | 60" for number, name in enumerate("ABCDE", 1))
    plays = """
    1 | 5 | 1 | 2011-12-01 00:00:00
    2 | 2 | 1 | 2011-12-12 01:00:00
    3 | 1 | 1 | 2011-12-12 02:00:00
    4 | 4 | 1 | 2011-12-12 03:00:00
    5 | 5 | 1 | 2011-12-12 03:00:00.5
    6 | 3 | 1 | 2011-12-12 04:00:00
    7 | 3 | 1 | 2011-12-12 04:01:00
    """

    windows = statistics(NOW, plays, tracks)

    assert names(windows["day"], "artist") == ["C", "B", "A", "D"]
    assert names(windows["month"], "artist") == ["E", "C", "B", "A"]
    assert names(windows["day"], "album") == ["C", "B", "A", "D"]
    assert windows["month"]["top_artists"]["1"] == {"artist": "E", "plays": 2}


def test_ties_in_one_moment_go_by_name(statistics: Statistics):
    """Two plays of the same microsecond, which merged histories may have."""
    tracks = "1 | Words | b | b | 1\n2 | Words | B | B | 1\n3 | Words | a | a | 1"
    plays = "\n".join(f"{number} | {number} | 1 | 2011-12-12 01:00:00" for number in (1, 2, 3))

    windows = statistics(NOW, plays, tracks)

    assert names(windows["day"], "artist") == ["B", "a", "b"]
    assert names(windows["day"], "album") == ["B", "a", "b"]


def test_artists_are_told_apart_letter_by_letter(statistics: Statistics):
    """Another case, or a blank more, is another artist, as in the original."""
    tracks = "1 | Words | Low | Hope | 1\n2 | Words | LOW | Hope | 1\n3 | Words | Low␠ | Hope | 1"
    plays = "\n".join(f"{number} | {number} | 1 | 2011-12-12 01:0{number}:00" for number in (1, 2, 3))

    windows = statistics(NOW, plays, tracks)

    assert names(windows["all"], "artist") == ["Low", "LOW", "Low "]


def test_albums_go_by_title_alone(statistics: Statistics):
    """Of several artists with one title, the one that was played first in the window is shown; no title is null."""
    tracks = """
    1 | Words | Low      | Greatest Hits | 1
    2 | Halo  | Beyoncé  | Greatest Hits | 1
    3 | Blue  | Joni     |               | 1
    """
    plays = """
    1 | 1 | 1 | 2011-12-01 00:00:00
    2 | 2 | 1 | 2011-12-12 01:00:00
    3 | 1 | 2 | 2011-12-12 02:00:00
    4 | 3 | 2 | 2011-12-12 03:00:00
    """

    windows = statistics(NOW, plays, tracks)

    nameless = {"album": None, "artist": "Joni", "plays": 1}
    assert windows["day"]["top_albums"] == {
        "1": {"album": "Greatest Hits", "artist": "Beyoncé", "plays": 2}, "2": nameless,
    }  # fmt: skip
    assert windows["all"]["top_albums"] == {
        "1": {"album": "Greatest Hits", "artist": "Low", "plays": 3}, "2": nameless,
    }  # fmt: skip


def test_tracks_without_an_artist_or_a_title_count(statistics: Statistics):
    """In totals and for their users, as any other; without an artist they are together those of null."""
    tracks = "1 | Words | | Hope | 10\n2 | | Low | | 20\n3 | | | | \n4 | Words | Low | Hope | 40"
    times = {number: f"2011-12-12 0{number}:00:00" for number in range(1, 5)}
    plays = "\n".join(f"{number} | {number} | {number // 4 + 1} | {time}" for number, time in times.items())

    windows = statistics(NOW, plays, tracks)

    assert windows["day"] == {
        "total_tracks": 4,
        "total_time": 70.0,
        "top_artists": {"1": {"artist": None, "plays": 2}, "2": {"artist": "Low", "plays": 2}},
        "top_albums": {
            "1": {"album": "Hope", "artist": None, "plays": 2}, "2": {"album": None, "artist": "Low", "plays": 2},
        },
        "top_users": {
            "1": {"username": "fred", "user": "Fred", "plays": 3},
            "2": {"username": "littlelizzy", "user": "Lizzy ", "plays": 1},
        },
    }  # fmt: skip


def test_users_without_names_are_null(load: Load, tmp_path: Path):
    """No display name is null, nor is a user name, and users without one are one; plays of nobody are no user's."""
    plays = """
    1 | 1 | 1 | 2011-12-12 00:01:00
    2 | 1 | 2 | 2011-12-12 00:02:00
    3 | 1 | 3 | 2011-12-12 00:03:00
    4 | 1 | 4 | 2011-12-12 00:04:00
    5 | 1 |   | 2011-12-12 00:05:00
    6 | 1 | 9 | 2011-12-12 00:06:00
    7 | 2 | 4 | 2011-12-12 00:07:00
    """
    users = "1 |      | fred\n2 | Lizzy | \n3 |  | \n4 | Sam | sam"
    database.write(tmp_path / "partify.db", plays, f"{LOW}\n2 | Words | | Hope | 1", users)
    loaded = load({"format": "partify", "path": "partify.db"}, map="none")

    window = answered(loaded, datetime.fromisoformat(NOW))["statistics"]["day"]

    assert window["total_tracks"] == 7
    assert window["top_users"] == {
        "1": {"username": None, "user": "Lizzy", "plays": 2},
        "2": {"username": "sam", "user": "Sam", "plays": 2},
        "3": {"username": "fred", "user": None, "plays": 1},
    }


def test_a_user_of_nameless_tracks_alone_is_listed(load: Load, tmp_path: Path):
    """Nobody's listening has them, but the server's users do, each called as the database says."""
    users = "1 | Fred | fred\n2 |  | lizzy"
    plays = "1 | 1 | 1 | 2011-12-12 00:01:00\n2 | 1 | 2 | 2011-12-12 00:02:00"
    database.write(tmp_path / "partify.db", plays, "1 | Words | | | 1", users)
    loaded = load({"format": "partify", "path": "partify.db"})

    assert answered(loaded, datetime.fromisoformat(NOW))["statistics"]["all"]["top_users"] == {
        "1": {"username": "fred", "user": "Fred", "plays": 1},
        "2": {"username": "lizzy", "user": None, "plays": 1},
    }
    assert loaded.db.execute("select count(*) from users").fetchall() == [(0,)]


def test_users_go_by_user_name(statistics: Statistics):
    """Each with the display name; plays of nobody count for the server, but are nobody's."""
    plays = """
    1 | 1 | 2 | 2011-12-12 01:00:00
    2 | 1 |   | 2011-12-12 02:00:00
    3 | 1 |   | 2011-12-12 03:00:00
    """

    window = statistics(NOW, plays, LOW)["day"]

    assert window == {
        "total_tracks": 3,
        "total_time": 300.0,
        "top_artists": {"1": {"artist": "Low", "plays": 3}},
        "top_albums": {"1": {"album": "Hope", "artist": "Low", "plays": 3}},
        "top_users": {"1": {"username": "littlelizzy", "user": "Lizzy ", "plays": 1}},
    }


def test_plays_of_nobody_alone_are_a_window(statistics: Statistics):
    """Its list of users is there, and empty."""
    window = statistics(NOW, "1 | 1 | | 2011-12-12 01:00:00", LOW)["day"]

    assert (window["total_tracks"], window["top_users"]) == (1, {})
    assert names(window, "artist") == ["Low"]


def test_an_unknown_length_adds_nothing(statistics: Statistics):
    """The play counts; the time is a sum of what is known, and exact: tenths add up to what they are."""
    tracks = "1 | Words | Low | Hope | 0.1\n2 | Blue | Joni | Blue | "
    plays = "\n".join(f"{number} | 1 | 1 | 2011-12-12 01:0{number}:00" for number in range(3))

    window = statistics(NOW, f"{plays}\n9 | 2 | 1 | 2011-12-12 03:00:00", tracks)["day"]

    assert (window["total_tracks"], window["total_time"]) == (4, 0.3)


def test_few_people_are_not_shown(statistics: Statistics):
    """at_least leaves out what fewer users played, and every user; totals count everybody."""
    tracks = "1 | Words | Low | Hope | 1\n2 | Blue | Joni | Blue | 1"
    plays = """
    1 | 1 | 1 | 2011-12-01 00:00:00
    2 | 1 | 2 | 2011-12-12 01:00:00
    3 | 2 | 2 | 2011-12-12 02:00:00
    4 | 2 |   | 2011-12-12 03:00:00
    """

    windows = statistics(NOW, plays, tracks, at_least=2)

    assert windows["day"] == {
        "total_tracks": 3,
        "total_time": 3.0,
        "top_artists": {},
        "top_albums": {},
        "top_users": {},
    }
    assert names(windows["month"], "artist") == ["Low"]
    assert names(windows["month"], "album") == ["Hope"]
    assert windows["month"]["top_users"] == {}


def test_other_histories_feed_the_mirror(load: Load, tmp_path: Path):
    """A listener is a user who is called by the user name; a listen is as long as its file says, else it adds 0."""
    (tmp_path / "listens.csv").write_text(
        "listened_at,user_name,artist_name,track_name,release_name,duration_ms\n"
        "2011-12-12T01:00:00Z,ana,Low,Words,Hope,123456\n"
        "2011-12-12T02:00:00Z,ben,Low,Words,Hope,\n"
    )

    body = answered(load({"format": "listens", "path": "listens.csv"}), datetime(2011, 12, 12, 2))  # noqa: DTZ001

    assert body["response_time"] == "2011-12-12T02:00:00.000000"
    assert body["statistics"]["day"] == {
        "total_tracks": 2,
        "total_time": 123.456,
        "top_artists": {"1": {"artist": "Low", "plays": 2}},
        "top_albums": {"1": {"album": "Hope", "artist": "Low", "plays": 2}},
        "top_users": {
            "1": {"username": "ana", "user": "ana", "plays": 1},
            "2": {"username": "ben", "user": "ben", "plays": 1},
        },
    }
