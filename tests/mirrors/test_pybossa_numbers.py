"""PYBOSSA's statistics of nasty exports are what the reference says they are."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import properties
from tests.mirrors import files, trees
from tests.reference import pybossa
from tests.reference.pybossa import Exports, Row

NOON = datetime.fromisoformat("2024-03-01T12:00:00.000500")
USERS = [
    {"id": number, "name": f"user{number}", "fullname": f"Úser {number}", "email_addr": f"u{number}@example.org",
     "created": "2011-01-01T00:00:00", "locale": "en", "admin": False, "consent": True, "restrict": number == 2}
    for number in range(1, 10)
]  # fmt: skip
PROJECTS = [
    {"id": number, "name": f"Project {number}", "short_name": f"short-{number}", "published": number != 3,
     "created": "2011-01-01T00:00:00", "owner_id": 1, "category_id": number % 3 or None,
     "featured": number in {1, 3, 6},
     "info": {"secret": "hidden", "passwd_hash": "pbkdf2$hidden" if number == 6 else None}}
    for number in range(1, 9)
]  # fmt: skip
CATEGORIES = [
    {"id": number, "name": name.title(), "short_name": name} for number, name in ((1, "thinking"), (2, "sensing"))
]


def moments() -> list[datetime]:
    """List the beginning of the 24 hours, midnights and full hours, with the microseconds beside them."""
    days = [NOON - timedelta(days=1), *(NOON.replace(hour=0, microsecond=0) - timedelta(days=at) for at in (0, 1, 4))]
    hours = [NOON.replace(hour=hour, microsecond=0) for hour in (1, 11)]
    return [each + timedelta(microseconds=shift) for each in (*days, *hours) for shift in (-1, 0, 1)]


def task_run(
    at: datetime, who: tuple[int | None, str | None], project: int, task: int, outside: str | None = None
) -> Row:
    """One task run; a task is of one project only."""
    return {
        "project_id": project, "task_id": 10 * project + task, "user_id": who[0], "user_ip": who[1],
        "created": (at - timedelta(seconds=30)).isoformat(timespec="microseconds"),
        "finish_time": at.isoformat(timespec="microseconds"), "timeout": None, "calibration": None,
        "external_uid": outside, "media_url": None, "info": {"answer": 'yes, "no"'},
    }  # fmt: skip


def runs() -> st.SearchStrategy[list[Row]]:
    """Draw task runs of registered and anonymous volunteers, some without an address; the newest is at noon."""
    who = st.one_of(
        st.sampled_from(range(1, 9)).map(lambda number: (number, None)),
        st.sampled_from(("192.0.2.1", "192.0.2.2", "192.0.2.3", None)).map(lambda address: (None, address)),
    )
    projects = st.sampled_from((1, 1, 2, 2, 3, 4, 5, 6, 7))
    known = st.builds(task_run, st.sampled_from(moments()), who, projects, st.integers(0, 3))
    nobody, outside = st.just((None, None)), st.sampled_from(("a1", "b2"))
    external = st.builds(task_run, st.sampled_from(moments()), nobody, projects, st.integers(0, 3), outside)
    drawn = st.one_of(known, known, known, external)
    newest = st.builds(task_run, st.just(NOON), who, projects, st.just(0))
    lists = st.builds(lambda others, last: [*others, last], st.lists(drawn, max_size=60), newest)
    return lists.map(lambda rows: [{"id": 1000 + at, **row} for at, row in enumerate(rows)])


def exports() -> st.SearchStrategy[Exports]:
    """Draw exports of which some are not there; tasks and results are those of the runs' projects, and more."""
    tasks = [
        {"id": 10 * project + number, "project_id": project, "state": state, "created": "2024-01-01T00:00:00",
         "quorum": 0, "calibration": 0, "priority_0": 0.0, "info": {"url": "x"}, "n_answers": (30, 1, 2, None)[number]}
        for project in range(1, 9) for number, state in enumerate(("completed", "ongoing") * 2)
    ]  # fmt: skip
    results = [
        {"id": 900 + at, "project_id": task["project_id"], "task_id": task["id"], "task_run_ids": [1, 2],
         "last_version": at % 3 > 0, "created": "2024-01-02T00:00:00",
         "info": ({}, None, "", "null", {"n": 1}, 0)[at % 6]}
        for at, task in enumerate(tasks)
    ]  # fmt: skip

    def some(rows: list[Row]) -> st.SearchStrategy[list[Row] | None]:
        return st.one_of(st.none(), st.integers(1, len(rows)).map(lambda most: rows[:most]))

    whole = st.sampled_from((None, PROJECTS))
    return st.builds(Exports, runs(), some(tasks), some(results), st.sampled_from((None, USERS)), whole)


def source(
    given: Exports, write: Callable[[Sequence[Row]], str] = files.pybossa_json, ending: str = "json"
) -> trees.Source:
    """Give exports as the bare files that an admin has."""
    rows = {
        "task_run": given.task_runs, "task": given.tasks, "result": given.results,
        "user": given.users, "project": given.projects, "category": given.categories,
    }  # fmt: skip
    return {"format": "pybossa", "files": {f"{name}.{ending}": write(each) for name, each in rows.items() if each}}


def old_csv(rows: Sequence[Row]) -> str:
    """Write an export of a server up to version 2.0."""
    kind = "task_run" if "finish_time" in rows[0] else "task"
    return files.pybossa_csv(rows, prefix=f"{kind}__")


@properties.built(8)
@given(exports())
def test_exports_answer_what_the_reference_says(given: Exports):
    """Server, totals and every project, whichever of the exports are there; volunteers are ranks."""
    assert trees.differing(pybossa.documents(given), trees.answered(source(given))) == {}


@properties.built(4)
@given(exports())
def test_published_volunteers_are_named_but_for_the_restricted(given: Exports):
    """With publish: [volunteers] lists have ids and names as they are, of users whom the export of users knows."""
    named = replace(given, users=USERS, projects=PROJECTS, categories=CATEGORIES, is_published=True)
    found = trees.answered(source(named), publish=["volunteers"])
    assert trees.differing(pybossa.documents(named), found) == {}


@pytest.mark.parametrize("write", [files.pybossa_csv, old_csv])
def test_csv_answers_the_same_as_json(write: Callable[[Sequence[Row]], str]):
    """Users' ids as floats, None as text and the headers up to version 2.0 make the same documents."""

    @properties.built(3)
    @given(exports())
    def holds(given: Exports) -> None:
        some = Exports(given.task_runs, given.tasks)
        assert trees.differing(pybossa.documents(some), trees.answered(source(some, write, "csv"))) == {}

    holds()


@properties.built(3)
@given(exports())
def test_an_archive_a_project_with_rows_twice_counts_them_once(given: Exports):
    """Old exports in a zip a project name it; a second export of the same project adds nothing."""
    numbers = sorted({run["project_id"] for run in given.task_runs})
    content = {
        number: files.pybossa_json([run for run in given.task_runs if run["project_id"] == number], old=True)
        for number in numbers
    }
    archives = {
        f"{number}_short-{number}_task_run_json{copy}.zip": files.zipped(f"{number}_short-{number}_task_run.json", text)
        for number, text in content.items()
        for copy in ("", " (1)")
    }
    named = [
        {"id": project["id"], "name": project["short_name"], "short_name": project["short_name"], "published": True}
        for project in PROJECTS
        if project["id"] in numbers
    ]
    wanted = pybossa.documents(Exports(given.task_runs, projects=named))
    assert trees.differing(wanted, trees.answered({"format": "pybossa", "files": archives})) == {}


@properties.built(3)
@given(exports(), st.integers(2, 3))
def test_projects_with_few_volunteers_are_left_out(given: Exports, least: int):
    """With at_least lists of volunteers are empty, and small projects stand in no list; totals count everybody."""
    rows = [run for run in given.task_runs if run["user_id"] or run["user_ip"]]
    small = replace(given, task_runs=rows or given.task_runs[:1], at_least=least)
    found = trees.answered(source(small), privacy={"at_least": least})
    assert trees.differing(pybossa.documents(small), found) == {}


def test_real_exports_answer_what_the_reference_says():
    """Pieces of three projects of one server, exported when projects were applications, which their files name."""
    data = Path(__file__).parent.parent / "data" / "pybossa"
    content = {file.name: file.read_text(encoding="utf-8") for file in sorted(data.glob("*.json"))}
    rows: dict[str, list[Row]] = {"task_run": [], "task": [], "project": []}
    for name, text in content.items():
        short_name, _, kind = name.removesuffix(".json").partition("_")
        renamed = [{("project_id" if key == "app_id" else key): row[key] for key in row} for row in json.loads(text)]
        rows[kind] += renamed
        named = {"id": renamed[0]["project_id"], "name": short_name, "short_name": short_name, "published": True}
        rows["project"].append(named)
    found = trees.answered({"format": "pybossa", "files": content})
    given = Exports(rows["task_run"], rows["task"], projects=rows["project"])
    assert trees.differing(pybossa.documents(given), found) == {}


def test_the_24_hours_leave_out_their_beginning():
    """A run exactly a day before the newest is of no list, one a microsecond later is of both."""
    moments = (NOON - timedelta(days=1), NOON - timedelta(days=1) + timedelta(microseconds=1), NOON)
    rows = [{"id": at, **task_run(moment, (at + 1, None), at + 1, 1)} for at, moment in enumerate(moments)]
    said = trees.answered(source(Exports(rows, users=USERS, projects=PROJECTS)), publish=["volunteers"])["stats.json"]
    assert [each["id"] for each in said["top5_users_24_hours"]] == [3]  # 2 asked not to be shown
    assert [each["id"] for each in said["top5_projects_24_hours"]] == [2]  # 3 is a draft


def test_keys_stand_in_alphabetical_order(tmp_path: Path):
    """In stats.json and what lies in it, as the server writes it."""
    run = task_run(NOON, (1, None), 1, 1)
    output = trees.built(tmp_path, source(Exports([{"id": 1, **run}])))
    unordered: list[list[str]] = []

    def note(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        unordered.extend([keys] if keys != sorted(keys) else [])
        return dict(pairs)

    json.loads((output / "stats.json").read_bytes(), object_pairs_hook=note)
    assert unordered == []


def test_nothing_private_of_an_export_is_in_the_tree(tmp_path: Path):
    """Addresses, mail addresses, names and a project's info stay where they are."""
    rows = [{"id": 1, **task_run(NOON, (1, None), 1, 1)}, {"id": 2, **task_run(NOON, (None, "192.0.2.77"), 1, 1)}]
    output = trees.built(tmp_path, source(Exports(rows, users=USERS, projects=PROJECTS)))
    text = b"".join(file.read_bytes() for file in output.rglob("*") if file.is_file()).decode()
    secrets = ("192.0.2.77", "u1@example.org", "user1", "Úser 1", "secret", "hidden")
    assert [secret for secret in secrets if secret in text] == []
