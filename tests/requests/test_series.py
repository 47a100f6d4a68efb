"""v2/stats: the whole series of a package by day, ISO week and month."""

import json
from datetime import datetime, timedelta
from random import Random

import pytest

from tests.reference import winget as reference
from tests.requests.log import Log

LOG = Log("""
    Git.Git  2021-04-30T23:59:59
    Git.Git  2021-05-01T00:00:00
    Git.Git  2021-05-01T23:59:59  2
    Git.Git  2021-05-03T12:00:00  19
    git.git  2021-05-03T12:00:00
""")


def series(documents: dict[str, bytes], path: str) -> dict[str, int]:
    """The days and values of a document."""
    data = json.loads(documents[path])["Stats"]["Data"]
    return {each["Period"].removesuffix("T00:00:00.000Z"): each["Value"] for each in data}


def test_a_document_is_the_api_s_answer_to_the_byte():
    """The keys, their order and the form of a period are the API's."""
    assert LOG.mirrored()["v2/stats/git.gi~74/day.json"] == (
        b'{"Stats":{"Id":"git.git","Data":[{"Period":"2021-05-03T00:00:00.000Z","Value":1}]}}'
    )


def test_bins_are_utc_oldest_first_and_a_missing_one_is_left_out():
    """No 2 May; the week of Monday 26 April ends with Sunday 2 May; April has one request."""
    made = LOG.mirrored()
    assert series(made, "v2/stats/Git.Git/day.json") == {"2021-04-30": 1, "2021-05-01": 3, "2021-05-03": 19}
    assert series(made, "v2/stats/Git.Git/isoWeek.json") == {"2021-04-26": 4, "2021-05-03": 19}
    assert series(made, "v2/stats/Git.Git/month.json") == {"2021-04-01": 1, "2021-05-01": 22}


def test_ids_that_differ_in_case_are_two_packages_with_paths_of_their_own():
    """The catalog says which path is whose."""
    listed = json.loads(LOG.mirrored()["catalog.json"])["packages"]
    assert {each["package_id"]: each["segment"] for each in listed} == {"Git.Git": "Git.Git", "git.git": "git.gi~74"}
    assert list(listed[0]["paths"]) == [
        *(f"/v2/stats/Git.Git/{resolution}" for resolution in ("day", "isoWeek", "month")),
        "/badges/Git.Git",
    ]


def test_an_iso_week_may_lie_in_two_years():
    """1 January 2021 is a Friday, of the week that began on 28 December 2020."""
    made = Log("a.b 2021-01-01\na.b 2020-12-27\na.b 2020-12-28").mirrored()
    assert series(made, "v2/stats/a.b/isoWeek.json") == {"2020-12-21": 1, "2020-12-28": 2}


def test_counts_add_up_beyond_what_a_request_is():
    """A counter stands for many requests, and one of nothing for none."""
    made = Log("a.b 2021-05-01 4000000000\na.b 2021-05-01 4000000000\na.b 2021-05-02 0").mirrored()
    assert series(made, "v2/stats/a.b/day.json") == {"2021-05-01": 8_000_000_000}


@pytest.mark.parametrize("at_least", [1, 3])
def test_every_document_is_that_of_the_reference(at_least: int):
    """Packages with few and many people, known and unknown, over the turn of a year."""
    chance = Random(at_least)  # noqa: S311 - a seeded log is not cryptography
    start = datetime(2020, 12, 20)  # noqa: DTZ001
    lines = []
    for _ in range(400):
        package, people = chance.choice([("a.a", 1), ("a.b", 2), ("b.a", 3), ("b.b", 9), ("B.b", 2)])
        moment = start + timedelta(seconds=chance.randrange(40 * 86_400))
        who = "-" if package == "B.b" and chance.random() < 0.1 else str(chance.randrange(people))
        lines.append(f"{package} {moment.isoformat()} {chance.randrange(1, 4)} {who}")
    cells = [line.split() for line in lines]
    expected = reference.documents(
        (
            {"package_id": name, "at": datetime.fromisoformat(at), "value": int(n), "visitor": None if w == "-" else w}
            for name, at, n, w in cells
        ),
        at_least,
    )
    segments = {"b.b": "b.~62"}  # B.b has more views
    made = Log("\n".join(lines), at_least=at_least).mirrored()
    answers = {path: json.loads(body) for path, body in made.items() if path.startswith("v2/")}
    assert answers == {
        "/".join(segments.get(part, part) for part in path.split("/")): document for path, document in expected.items()
    }
