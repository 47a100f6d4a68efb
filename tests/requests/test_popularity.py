"""popularity.json, and that of every month and ISO week: the packages by their requests."""

import json
from typing import Any

from tests.requests.log import Log

LOG = Log("""
    a.a  2021-04-30T10:00  3
    b.b  2021-05-02T10:00  2
    a.b  2021-05-02T10:00  2
    b.b  2021-05-05T10:00  5
    c.c  2021-05-05T10:00  5
""")


def ranked(payload: dict[str, Any]) -> list[tuple[int, str, int]]:
    """The packages of a payload."""
    return [(each["rank"], each["package_id"], each["views"]) for each in payload["packages"]]


def popularity(log: Log, name: str = "") -> dict[str, Any]:
    payload: dict[str, Any] = json.loads(log.mirrored()[f"popularity/{name}.json" if name else "popularity.json"])
    return payload


def test_most_requests_come_first_and_ties_by_id():
    """a.b and b.b have two requests each in the last week of April; every package has a rank of its own."""
    assert ranked(popularity(LOG, "2021-W17")) == [(1, "a.a", 3), (2, "a.b", 2), (3, "b.b", 2)]
    assert ranked(popularity(LOG, "2021-05")) == [(1, "b.b", 7), (2, "c.c", 5), (3, "a.b", 2)]


def test_the_first_document_has_all_time_and_the_week_and_month_of_as_of():
    """7 May 2021 is in week 18."""
    found = popularity(LOG)
    assert {key: found[key] for key in ("as_of", "timezone")} == {
        "as_of": "2021-05-07T12:00:00.000Z",
        "timezone": "UTC",
    }
    assert ranked(found["all_time"]) == [(1, "b.b", 7), (2, "c.c", 5), (3, "a.a", 3), (4, "a.b", 2)]
    assert (found["all_time"]["views"], found["all_time"]["package_count"]) == (17, 4)
    assert ranked(found["week"]) == [(1, "b.b", 5), (2, "c.c", 5)]
    assert found["week"] == {key: value for key, value in popularity(LOG, "2021-W18").items() if key != "timezone"}
    assert ranked(found["month"]) == ranked(popularity(LOG, "2021-05"))


def test_a_period_says_its_days_its_sums_and_its_neighbours():
    """Neighbours are the nearest periods of the same kind with requests."""
    log = Log("a.a 2020-12-31\na.b 2021-02-28\na.b 2021-02-28 3\na.b 2021-03-01")
    month, week = popularity(log, "2021-02"), popularity(log, "2020-W53")
    del month["packages"], week["packages"]
    assert month == {
        "timezone": "UTC",
        "period": "2021-02",
        "first_day": "2021-02-01",
        "last_day": "2021-02-28",
        "previous": "2020-12",
        "next": "2021-03",
        "views": 4,
        "package_count": 1,
    }
    assert (week["first_day"], week["last_day"]) == ("2020-12-28", "2021-01-03")
    assert (week["previous"], week["next"]) == (None, "2021-W08")


def test_a_running_period_without_a_request_is_empty():
    """Nobody asked in the week and month of as_of: no document of theirs, and empty lists in the first."""
    log = Log("a.a 2021-04-01")
    found = popularity(log)
    assert found["week"] == {
        "period": "2021-W18",
        "first_day": "2021-05-03",
        "last_day": "2021-05-09",
        "previous": "2021-W13",
        "next": None,
        "views": 0,
        "package_count": 0,
        "packages": [],
    }
    assert (found["month"]["period"], found["month"]["packages"]) == ("2021-05", [])
    assert "popularity/2021-05.json" not in log.mirrored()


def test_packages_of_few_people_are_left_out_and_their_requests_still_count():
    """Of one person alone: a.a in all, b.b in April. Whom c.c's request is from nobody knows."""
    log = Log(
        """
        a.a  2021-04-01  9  1
        b.b  2021-04-01  1  1
        b.b  2021-05-05  1  2
        b.b  2021-05-05  1  3
        c.c  2021-04-01  1  -
        """,
        at_least=2,
    )
    found, april = popularity(log), popularity(log, "2021-04")
    assert ranked(found["all_time"]) == [(1, "b.b", 3), (2, "c.c", 1)]
    assert (found["all_time"]["views"], found["all_time"]["package_count"]) == (13, 3)
    assert (ranked(april), april["views"]) == ([(1, "c.c", 1)], 11)
    assert ranked(found["week"]) == [(1, "b.b", 2)]
    assert not [path for path in log.mirrored() if "a.a" in path]
