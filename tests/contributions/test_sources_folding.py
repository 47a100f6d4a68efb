"""What stands in several exports counts once."""

from itertools import permutations
from pathlib import Path

import pytest

from tests.contributions.exports import array, loaded, run, task

RUNS = array(run(9))
COLUMNS = {
    "tasks": "task_id, project_id, is_completed",
    "projects": "project_id, short_name, name, is_published, category, is_described",
}


def test_a_task_run_of_two_exports_counts_once(tmp_path: Path):
    """JSON and CSV of a project tell of the same runs; what says more of its volunteer and time stays."""
    heading = "id,project_id,task_id,user_id,finish_time,info_timings_presentTask\n"
    found = loaded(
        tmp_path,
        {
            "a.csv": heading + "1.0,7,101,,2024-05-01T10:01:00,\n2.0,7,102,,2024-05-01T10:02:00,5000\n",
            "b.json": array(run(1, user_ip="198.18.0.1"), run(2)),
        },
    )
    assert found.counts() == (4, 2, 0, 2)
    assert found.rows("select task_run_id, visitor is not null, duration_ms from task_runs order by all") == [
        (1, True, None), (2, False, 5000),
    ]  # fmt: skip
    assert found.rows("select file, line from folded join parts using (part) order by all") == [
        ("a.csv", 2),
        ("b.json", 2),
    ]


def test_runs_of_other_projects_are_others(tmp_path: Path):
    """The same id in another project is another run; its project may be told by its task."""
    said = array(run(1), run(1), run(1, project_id=8), run(1, project_id=None, task_id=5))
    found = loaded(tmp_path, {"task_run.json": said, "task.json": array(task(5, project_id=8))})
    assert [row[:2] for row in found.runs()] == [(1, 7), (1, 8)]
    assert found.counts() == (5, 3, 0, 2)


def test_a_reject_folds_nothing(tmp_path: Path):
    """A run that is a reject does not stand for a good one."""
    found = loaded(tmp_path, {"a.json": array(run(1, finish_time="1990-01-01")), "b.json": array(run(1))})
    assert found.counts() == (2, 1, 1, 0)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_files_does_not_matter(order: tuple[int, ...], tmp_path: Path):
    """Of runs that say as much as each other the earliest stays, whichever file is read first."""
    times = ("2024-05-01T10:00:03", "2024-05-01T10:00:01", "2024-05-01T10:00:02")
    found = loaded(tmp_path, {f"{at}.json": array(run(1, finish_time=times[at])) for at in order})
    assert [row[-1] for row in found.runs()] == ["2024-05-01 10:00:01"]


@pytest.mark.parametrize(
    ("files", "table", "expected"),
    [
        ((array(task(1)), array(task(1, state="completed"))), "tasks", [(1, 7, True)]),
        ((array(task(1)), array(task(1, state=None))), "tasks", [(1, 7, False)]),
        (
            (
                array({"id": 1, "project_id": 7, "task_run_ids": [], "info": None}),
                array({"id": 1, "project_id": 7, "task_run_ids": [], "info": {"n": 1}}),
            ),
            "results",
            [(1, 7, True)],
        ),
        (
            (
                array({"id": 1, "name": "ana", "fullname": "Ana", "restrict": False}),
                array({"id": 1, "name": "ana", "fullname": None, "restrict": True}),
            ),
            "accounts",
            [(1, "ana", None, True, True)],
        ),
        (
            (array({"id": 1, "name": "ana", "fullname": None}), array({"id": 1, "name": "ana", "fullname": "Ana"})),
            "accounts",
            [(1, "ana", "Ana", False, True)],
        ),
        (
            (
                array({"id": 7, "name": "A", "short_name": "a", "published": None}),
                array({"id": 7, "name": "B", "short_name": "b", "published": False}),
            ),
            "projects",
            [(7, "b", "B", False, None, True)],
        ),
        (
            (
                array({"id": 7, "name": "B", "short_name": "b", "category_id": 2}),
                array({"id": 7, "name": "A", "short_name": "a", "category_id": 2}),
                array({"id": 2, "short_name": "sensing"}),
                array({"id": 2, "short_name": "thinking"}),
            ),
            "projects",
            [(7, "a", "A", True, "sensing", True)],
        ),
    ],
)
def test_descriptions_that_disagree(
    files: tuple[str, ...], table: str, expected: list[tuple[object, ...]], tmp_path: Path
):
    """The one that says most stays, then the smaller; but what was done or asked for once holds."""
    for texts in (files, files[::-1]):
        columns = COLUMNS.get(table, "*")
        found = loaded(tmp_path, {"runs.json": RUNS, **{f"{at}.json": text for at, text in enumerate(texts)}})
        assert found.rows(f"select {columns} from {table} order by all") == expected
        assert found.counts()[3] == len(files) // 2
