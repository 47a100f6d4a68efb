"""stats.json and api/globalstats.json, key by key and number by number."""

import json
from typing import Any

import pytest

from generator.pages.contributions.missing_data import totals_of_server
from tests.contributions.server import Server

LABELS = ("Anon + Auth", "Anonymous", "Authenticated")
SEED = """{
  "locs": "[]",
  "projects": {"label": "Projects Statistics", "values": [
    {"label": "Published", "value": [0, 534]}, {"label": "Draft", "value": [0, 1278]}]},
  "show_locs": false,
  "stats": {"n_anon": 27587, "n_auth": 11134, "n_draft_projects": 1278, "n_published_projects": 534,
    "n_task_runs": 1801222, "n_tasks": 553012, "n_total_projects": 1812, "n_total_users": 38721},
  "tasks": {"label": "Task and Task Run Statistics", "values": [
    {"label": "Tasks", "value": [0, 553012]}, {"label": "Answers", "value": [1, 1801222]}]},
  "template": "/stats/global.html",
  "title": "Global Statistics",
  "top5_projects_24_hours": [],
  "top5_users_24_hours": [],
  "users": {"label": "User Statistics", "values": [
    {"label": "Anonymous", "value": [0, 27587]}, {"label": "Authenticated", "value": [0, 11134]}]}
}"""

SERVER = Server(
    task_runs="""
        2024-05-01T10:00:00  1  11  5  -   4000
        2024-05-02T12:00:00  1  12  5  -   -
        2024-05-02T12:00:01  1  12  -  77  9000
        2024-05-03T12:00:00  2  21  6  -   -
        2024-05-03T11:00:00  2  21  -  77  -
        2024-05-03T10:00:00  2  22  -  78  -
    """,
    projects="""
        1  frogs   Frogs      true   animals  true
        2  toads   Toads_2    true   animals  true
        3  mushes  Mushrooms  false  -        true
    """,
    accounts="""
        5  ana   Ana_A   false  true
        6  bo    Bo_B    false  true
        7  cleo  Cleo_C  true   true
    """,
    tasks="""
        11  1  true
        12  1  false
        13  1  false
        21  2  true
        22  2  true
    """,
    results="""
        91  1  true
    """,
)
BARE = Server(task_runs=SERVER.task_runs, projects="1 1 1 true - false\n2 2 2 true - false", accounts="5\n6")


def shape(value: object) -> object:
    """The keys in their order, with the types of what they hold; texts that are said of every server themselves."""
    if isinstance(value, dict):
        return [(key, shape(each)) for key, each in value.items()]
    if isinstance(value, list):
        return [shape(each) for each in value]
    return value if isinstance(value, str | bool) else type(value)


def test_every_key_of_the_seed_is_there_in_its_order():
    """The seed's own example and ours have the same keys, labels and types; a server without a recent run, as there."""
    quiet = Server("2024-04-01T10:00 1 11 5", SERVER.projects, SERVER.accounts, SERVER.tasks)
    assert shape(quiet.documents()["stats.json"]) == shape(json.loads(SEED))


def test_the_numbers_of_a_server():
    """Six runs of five tasks by two of three accounts and two addresses, in two of three projects, one a draft."""
    found = SERVER.documents()["stats.json"]

    assert found["stats"] == {
        "n_anon": 2, "n_auth": 3, "n_draft_projects": 1, "n_published_projects": 2,
        "n_task_runs": 6, "n_tasks": 5, "n_total_projects": 3, "n_total_users": 5,
    }  # fmt: skip
    assert [bar["value"] for bar in found["users"]["values"]] == [[0, 2], [0, 3]]
    assert [bar["value"] for bar in found["projects"]["values"]] == [[0, 2], [0, 1]]
    assert [bar["value"] for bar in found["tasks"]["values"]] == [[0, 5], [1, 6]]


def test_the_top_fives_are_of_true_24_hours():
    """As of noon, the run of yesterday's noon is too old and that of a second later counts; today's noon does, too."""
    found = SERVER.documents(named=True)["stats.json"]

    assert found["top5_projects_24_hours"] == [
        {"id": 2, "info": {}, "n_answers": 3, "name": "Toads 2", "short_name": "toads"},
        {"id": 1, "info": {}, "n_answers": 1, "name": "Frogs", "short_name": "frogs"},
    ]
    assert found["top5_users_24_hours"] == [{"fullname": "Bo B", "id": 6, "n_answers": 1, "name": "bo"}]


def test_five_are_five_and_ties_are_broken_by_id():
    """Of seven projects with a run each the five of the lowest ids are listed."""
    runs = "\n".join(f"2024-05-03T10:00 {project} 1 {project}" for project in (7, 6, 5, 4, 3, 2, 1))
    projects = "\n".join(f"{number} p{number} P{number} true - true" for number in range(1, 8))
    found = Server(runs, projects, "\n".join(str(number) for number in range(1, 8))).documents()["stats.json"]

    assert [entry["id"] for entry in found["top5_projects_24_hours"]] == [1, 2, 3, 4, 5]
    assert len(found["top5_users_24_hours"]) == 5


def test_global_stats():
    """Not the numbers of stats.json of these names: people of both kinds, wanted answers, results that say anything.

    Six answers came in of three, one, one, two (as many as came in) and one that are wanted; toads are protected.
    """
    server = Server(
        SERVER.task_runs,
        """
            1  frogs   Frogs      true   animals  true  true
            2  toads   Toads_2    true   animals  true  false  true
            3  mushes  Mushrooms  false  plants   true  true
        """,
        SERVER.accounts,
        """
            11  1  true   3
            12  1  false  1
            13  1  false
            21  2  true
            22  2  true   1
        """,
        "91 1 true\n92 1 false\n93 1 true",
    )
    assert server.documents()["api/globalstats.json"] == {
        "categories": [{"animals": 1}, {"plants": 0}, {"featured": 2}, {"draft": 1}], "n_pending_tasks": 2,
        "n_projects": 3, "n_results": 2, "n_task_runs": 6, "n_tasks": 8, "n_users": 5,
    }  # fmt: skip


def test_what_files_do_not_say_is_derived_from_the_task_runs():
    """Runs alone name two accounts, two published projects and four tasks; the rest nobody knows."""
    found = BARE.documents()

    assert found["stats.json"]["stats"] == {
        "n_anon": 2, "n_auth": 2, "n_draft_projects": 0, "n_published_projects": 2,
        "n_task_runs": 6, "n_tasks": 4, "n_total_projects": 2, "n_total_users": 4,
    }  # fmt: skip
    unknown = {key for key, value in found["api/globalstats.json"].items() if value is None}
    assert unknown == {"n_results"}
    assert found["api/globalstats.json"]["categories"] == [{"featured": 0}, {"draft": 0}]
    assert (found["api/globalstats.json"]["n_tasks"], found["api/globalstats.json"]["n_pending_tasks"]) == (6, 0)


def test_volunteers_whom_nothing_tells_apart_are_unknown():
    """Anonymous runs without addresses: n_anon counts addresses, as the API does, so it is 0; with one address, 1."""
    runs = "2024-05-01T10:00 1 11\n2024-05-01T11:00 1 11"
    unknown, known = (Server(runs + more, "1 a A true - true").documents()["stats.json"] for more in ("", " - 77"))

    assert (unknown["stats"]["n_anon"], unknown["stats"]["n_total_users"]) == (0, 0)
    assert unknown["users"]["values"][0]["value"] == [0, 0]
    assert (known["stats"]["n_anon"], known["stats"]["n_total_users"]) == (1, 1)


@pytest.mark.parametrize(
    ("tasks", "pending"),
    [("1 1 false", "1"), ("1 1 true", "0"), ("1 1 -", "unknown"), ("1 1 false\n2 1 -", "unknown"), ("", "unknown")],
)
def test_pending_tasks_are_known_when_every_task_is(tasks: str, pending: str):
    """On the page; a task that does not say, or a project with runs but no tasks, leaves the number unknown."""
    found = Server("2024-05-01T10:00 1 1 5", "1 a A true - true\n2 b B true - true", "5", tasks)
    assert {total.words: total.said for total in totals_of_server(found.server())}[
        "pending task" if pending == "1" else "pending tasks"
    ] == pending


@pytest.mark.parametrize(("wanted", "pending"), [("5", 3), ("1", -1), ("-", 0), ("0", -2)])
def test_pending_answers_may_be_fewer_than_none(wanted: str, pending: int):
    """In the API they are the answers that are wanted less those that came in, two here."""
    found = Server("2024-05-01T10:00 1 1 5\n2024-05-01T10:00 1 1 6", "1 a A true - true", "5\n6", f"1 1 true {wanted}")
    assert found.documents()["api/globalstats.json"]["n_pending_tasks"] == pending


def test_a_run_from_another_service_is_nobodys():
    """It counts as a run and wants its answer; nobody is one more."""
    found = Server(
        f"{SERVER.task_runs.rstrip()}\n2024-05-03T10:00 1 11 - - - true", SERVER.projects, SERVER.accounts
    ).documents()

    assert found["stats.json"]["stats"]["n_task_runs"] == 7
    assert (found["stats.json"]["stats"]["n_anon"], found["stats.json"]["stats"]["n_auth"]) == (2, 3)
    project = found["project/frogs/stats.json"]
    assert (project["n_volunteers"], [series["label"] for series in project["dayStats"]]) == (2, list(LABELS))
    assert [sum(n for _, n in series["values"]) for series in project["dayStats"]] == [4, 1, 2]
    assert [project["userStats"][kind]["pct_taskruns"] for kind in ("anonymous", "authenticated")] == [33, 67]


def test_tasks_are_those_of_the_files_project_by_project():
    """A file of three tasks, one answered, and a project without a file, two tasks answered: five in all."""
    runs = "2024-05-01T10:00 1 11 5\n2024-05-01T10:00 2 21 5\n2024-05-01T11:00 2 22 5\n2024-05-01T12:00 2 22 6"
    found = Server(runs, "1 a A true - true\n2 b B true - true", "5\n6", "11 1\n12 1\n13 1")
    assert found.documents()["stats.json"]["stats"]["n_tasks"] == 5


def test_documents_do_not_depend_on_threads():
    """One thread and four write the same bytes."""
    assert [each == SERVER.bodies() for each in (SERVER.bodies(threads=1), SERVER.bodies(threads=4))] == [True, True]


def test_keys_are_in_alphabetical_order_at_every_level():
    """Whatever the document."""

    def keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert [key for key, _ in pairs] == sorted(key for key, _ in pairs)
        return dict(pairs)

    for path, body in SERVER.bodies().items():
        assert json.loads(body, object_pairs_hook=keys), path
