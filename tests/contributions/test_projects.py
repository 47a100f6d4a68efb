"""project/<short_name>/stats.json, and who is in it."""

import json
from datetime import UTC, datetime

import pytest

from tests.contributions.server import Server

PROJECTS = "1 frogs Frogs true - true\n2 idle Idle true - true"
DAY = 86_400_000  # ms


def ms(day: str) -> int:
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp() * 1000)


def frogs(runs: str, accounts: str = "5\n6", *, named: bool = False) -> dict[str, list[dict[str, object]]]:
    """The document of the project of all these runs."""
    document = Server(runs, PROJECTS, accounts).documents(named=named)["project/frogs/stats.json"]
    assert isinstance(document, dict)
    return document


def test_days_are_filled_from_the_first_to_the_last():
    """A run on the last second of a leap day, another on 2 March: the day between is there with 0, in each series."""
    found = frogs("2024-02-29T23:59:59 1 1 5\n2024-03-02T00:00 1 1 - 77\n2024-03-02T12:00 1 1 6")
    leap = ms("2024-02-29")

    assert found["dayStats"] == [
        {"label": "Anon + Auth", "values": [[leap, 1], [leap + DAY, 0], [leap + 2 * DAY, 2]]},
        {"label": "Anonymous", "values": [[leap, 0], [leap + DAY, 0], [leap + 2 * DAY, 1]]},
        {"label": "Authenticated", "values": [[leap, 1], [leap + DAY, 0], [leap + 2 * DAY, 1]]},
    ]


def test_hours_are_all_24_of_every_day_together():
    """Two runs at 23 on two days, one at 0: the others have 0, and the most is told of each series."""
    found = frogs("2024-05-01T23:59 1 1 5\n2024-05-02T23:00 1 1 - 77\n2024-05-03T00:00 1 1 5")
    both, anonymous, registered = found["hourStats"]

    assert both["values"] == [[0, 1], *([hour, 0] for hour in range(1, 23)), [23, 2]]
    assert (both["max"], anonymous["max"], registered["max"]) == (2, 1, 1)
    assert [each["label"] for each in found["hourStats"]] == ["Anon + Auth", "Anonymous", "Authenticated"]


def test_a_project_without_task_runs_has_an_answer():
    """No days, 24 hours of 0, nobody."""
    found = Server("2024-05-01T10:00 1 1 5", PROJECTS, "5").documents()["project/idle/stats.json"]

    assert [series["values"] for series in found["dayStats"]] == [[], [], []]
    assert [series["values"] for series in found["hourStats"]] == [[[hour, 0] for hour in range(24)]] * 3
    assert found["userStats"]["anonymous"] == {"pct_taskruns": 0, "taskruns": 0, "top5": [], "users": 0}


def test_contributors_have_no_names_and_no_ids():
    """By default an entry has the API's keys and says only a rank, and how many task runs."""
    found = frogs(
        "2024-05-01T10:00 1 1 6\n2024-05-01T11:00 1 1 6\n2024-05-01T12:00 1 1 5",
        "5 ana Ana false true\n6 bo Bo false true",
    )
    top = found["userStats"]["authenticated"]["top5"]  # type: ignore[call-overload]

    assert top == [
        {"fullname": "Volunteer 1", "id": 1, "n_answers": 2, "name": "volunteer-1"},
        {"fullname": "Volunteer 2", "id": 2, "n_answers": 1, "name": "volunteer-2"},
    ]


def test_published_names_are_those_of_accounts_that_have_one():
    """With names wanted: ana's own, nothing of cleo, who asked not to be shown, a rank for an account without file."""
    runs = "2024-05-01T10:00 1 1 5\n2024-05-01T11:00 1 1 7\n2024-05-01T12:00 1 1 7\n2024-05-01T12:00 1 1 8"
    found = frogs(runs, "5 ana Ana_A false true\n7 cleo Cleo true true\n8 - - false false", named=True)
    registered = found["userStats"]["authenticated"]  # type: ignore[call-overload]

    assert registered["top5"] == [
        {"fullname": "Ana A", "id": 5, "n_answers": 1, "name": "ana"},
        {"fullname": "Volunteer 2", "id": 2, "n_answers": 1, "name": "volunteer-2"},
    ]
    assert registered["users"] == 3


@pytest.mark.parametrize("named", [False, True])
def test_anonymous_contributors_never_have_names(*, named: bool):
    """Whatever config.yaml publishes, an anonymous entry is a rank; the hash of an address is not in the tree."""
    runs = "2024-05-01T10:00 1 1 - 987654321\n2024-05-01T11:00 1 1 - 987654321\n2024-05-01T12:00 1 1 - 123456789"
    bodies = Server(runs, PROJECTS).bodies(named=named)
    top = json.loads(bodies["project/frogs/stats.json"])["userStats"]["anonymous"]["top5"]

    assert [(entry["name"], entry["id"], entry["n_answers"]) for entry in top] == [
        ("volunteer-1", 1, 2),
        ("volunteer-2", 2, 1),
    ]
    assert not [path for path, body in bodies.items() if b"987654321" in body or b"123456789" in body]


def test_entries_about_few_people_are_left_out():
    """Three at least: neither the project of two is there nor any list of single people; numbers count everybody."""
    runs = """
        2024-05-03T10:00  1  1  5
        2024-05-03T10:00  1  1  6
        2024-05-03T10:00  1  1  -  77
        2024-05-03T10:00  2  1  5
        2024-05-03T10:00  2  1  6
    """
    found = Server(runs, PROJECTS, "5\n6").documents(at_least=3)

    assert set(found) == {"stats.json", "api/globalstats.json", "project/frogs/stats.json"}
    assert [entry["id"] for entry in found["stats.json"]["top5_projects_24_hours"]] == [1]
    assert found["stats.json"]["top5_users_24_hours"] == []
    assert [kind["top5"] for kind in found["project/frogs/stats.json"]["userStats"].values()] == [[], []]
    assert found["stats.json"]["stats"]["n_task_runs"] == 5


def test_anonymous_runs_without_addresses_are_one_volunteer_at_least():
    """Two accounts and such runs are three people where three are asked for, and two accounts alone are not."""
    runs = "2024-05-03T10:00 1 1 5\n2024-05-03T10:00 1 1 6\n2024-05-03T10:00 1 1"
    assert "project/frogs/stats.json" in Server(runs, PROJECTS, "5\n6").documents(at_least=3)
    assert "project/frogs/stats.json" not in Server(runs, PROJECTS, "5\n6").documents(at_least=4)


def test_a_short_name_becomes_a_path_segment():
    """What a file system cannot hold is escaped, as everywhere."""
    found = Server("2024-05-01T10:00 1 1 5", "1 a/b A true - true\n2 con C true - true", "5").documents()
    assert {path for path in found if path.startswith("project/")} == {
        "project/a~2Fb/stats.json",
        "project/~63on/stats.json",
    }


def test_the_answer_of_the_original_stands_beside_ours():
    """Of a project with runs: its keys, four series by day, three with sizes by hour; most runs are at noon."""
    runs = (
        "2024-05-01T10:00 1 1 5 - - false 30000000\n2024-05-02T12:00 1 2 - 77 - false 10004000\n2024-05-02T12:59 1 2 6"
    )
    found = Server(runs, PROJECTS, "5\n6", "1 1 true\n2 1 true\n3 1 true\n4 1 false").documents()[
        "project/frogs/stats.json"
    ]
    stats = found["projectStats"]

    assert {key: found[key] for key in ("title", "template", "project", "owner", "pro_features", "n_tasks")} == {
        "title": "Project: Frogs &middot; Statistics", "template": "/projects/stats.html", "owner": {},
        "pro_features": {}, "project": {"id": 1, "name": "Frogs", "short_name": "frogs"}, "n_tasks": 4,
    }  # fmt: skip
    assert (found["n_completed_tasks"], found["overall_progress"], found["n_volunteers"]) == (3, 75, 3)
    assert found["avg_contrib_time"] == 20
    first = ms("2024-05-01")
    assert [series["label"] for series in stats["dayStats"]] == [
        "Anon + Auth", "Anonymous", "Authenticated", "Completed Tasks",
    ]  # fmt: skip
    assert stats["dayStats"][:3] == found["dayStats"]
    assert stats["dayStats"][3]["values"] == [[first, 1], [first + DAY, 2]]
    assert [series["values"][10:13] for series in stats["hourStats"]] == [
        [[10, 1, 2.5], [11, 0, 0], [12, 2, 5]],
        [[10, 0, 0], [11, 0, 0], [12, 1, 2.5]],
        [[10, 1, 2.5], [11, 0, 0], [12, 1, 2.5]],
    ]
    assert [bar["value"] for bar in stats["userStats"]["values"]] == [[0, 1], [0, 2]]
    assert stats["userAuthStats"]["top5"][0] == {"fullname": "Volunteer 1", "name": "volunteer-1", "tasks": 1}


def test_a_project_without_task_runs_has_the_originals_other_answer():
    """What it says of the project, and nothing by day or hour but what stood there before."""
    found = Server("2024-05-01T10:00 1 1 5", PROJECTS, "5", "7 2 false").documents()["project/idle/stats.json"]

    assert found["template"] == "/projects/non_stats.html"
    assert not {"projectStats", "avg_contrib_time", "pro_features"} & set(found)
    numbers = [found[key] for key in ("n_tasks", "n_completed_tasks", "overall_progress", "n_volunteers")]
    assert numbers == [1, 0, 0, 0]


def test_a_protected_project_is_nowhere_but_in_the_totals():
    """No document, not among the projects of the day; its runs and its volunteers count."""
    projects = "1 frogs Frogs true art true\n2 vault Vault true art true true true"
    found = Server("2024-05-03T10:00 1 1 5\n2024-05-03T11:00 2 2 6\n2024-05-03T11:30 2 2 6", projects, "5\n6")
    bodies = found.bodies()

    assert set(bodies) == {"stats.json", "api/globalstats.json", "project/frogs/stats.json"}
    assert not [path for path, body in bodies.items() if b"vault" in body.lower()]
    stats = json.loads(bodies["stats.json"])
    assert (stats["stats"]["n_task_runs"], stats["stats"]["n_published_projects"]) == (3, 2)
    assert [each["id"] for each in stats["top5_projects_24_hours"]] == [1]
