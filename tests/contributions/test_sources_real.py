"""Real exports, counted in plain Python."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.contributions.exports import Exports, loaded, zipped

FOLDER = Path(__file__).parents[1] / "data" / "pybossa"
PROJECTS = {23: "tadpole", 37: "dartfrog", 79: "moorfrog"}
FILES = sorted(file.name for file in FOLDER.glob("*.json"))

pytestmark = pytest.mark.parametrize("form", ["bare", "zip", "lines", "csv"])


def records(name: str) -> list[dict[str, Any]]:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def every(kind: str) -> Iterator[dict[str, Any]]:
    for project in PROJECTS.values():
        yield from records(f"{project}_{kind}.json")


def written(name: str, form: str) -> tuple[str, str | bytes]:
    """An export as its publisher made it, zipped, as JSON lines, or as a CSV with what info holds beside it."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    stem = name.removesuffix(".json")
    match form:
        case "zip":
            number = next(key for key, project in PROJECTS.items() if name.startswith(project))
            return f"{number}_{stem}_json.zip", zipped(**{f"{stem}__json": text})
        case "lines":
            return f"{stem}.jsonl", "".join(json.dumps(record) + "\n" for record in records(name))
        case "csv":
            return f"{stem}.csv", "\n".join(table(records(name))) + "\n"
        case _:
            return name, text


def table(said: list[dict[str, Any]]) -> Iterator[str]:
    """The heading and rows of a CSV: ids of volunteers are fractions, as pandas makes them."""
    keys = sorted({key for record in said for key in record})
    yield ",".join(keys)
    for record in said:
        yield ",".join(cell(key, record.get(key)) for key in keys)


def cell(key: str, value: object) -> str:
    if value is None:
        return ""
    if key == "user_id":
        return f"{value}.0"
    return '"' + (json.dumps(value) if isinstance(value, dict) else str(value)).replace('"', '""') + '"'


@pytest.fixture
def found(form: str, tmp_path: Path) -> Exports:
    return loaded(tmp_path, dict(written(name, form) for name in FILES))


def duration(run: Mapping[str, Any]) -> int | None:
    """From beginning to end when it is 1 s to 24 h, else what the page measured."""
    lasted = datetime.fromisoformat(run["finish_time"]) - datetime.fromisoformat(run["created"])
    if 1 <= lasted.total_seconds() <= 86400:
        return int(lasted.total_seconds() * 1000)
    measured = max(run["info"].get("timings", {}).values(), default=0)
    return measured if 1 <= measured <= 86_400_000 else None


def test_every_run_is_an_event(found: Exports):
    """Nothing is a reject, nothing repeats, and every run has its project, task, volunteer, time and duration."""
    runs = list(every("task_run"))
    assert found.counts() == (len(runs) + len(list(every("task"))),) * 2 + (0, 0)
    assert found.rows(
        "select task_run_id, project_id, task_id, account_id, finished_at, duration_ms from task_runs order by all"
    ) == sorted(
        (
            (
                run["id"],
                run["app_id"],
                run["task_id"],
                run["user_id"],
                datetime.fromisoformat(run["finish_time"]),
                duration(run),
            )
            for run in runs
        ),
        key=lambda row: row[0],
    )


def test_anonymous_volunteers_are_told_apart(found: Exports):
    """There are as many visitors as addresses, each with as many runs."""
    addresses = Counter((run["app_id"], run["user_ip"]) for run in every("task_run") if run["user_id"] is None)
    counted = found.rows(
        "select count(*) from task_runs where account_id is null group by project_id, visitor order by all"
    )
    assert [count for (count,) in counted] == sorted(addresses.values())
    assert found.rows("select count(distinct visitor) from task_runs") == [(len({ip for _, ip in addresses}),)]


def test_tasks_and_projects(found: Exports):
    """Tasks have their states; projects are called as the files are."""
    states = sorted((task["id"], task["app_id"], task["state"] == "completed") for task in every("task"))
    assert found.rows("select task_id, project_id, is_completed from tasks order by all") == states
    wanted = sum(task["n_answers"] for task in every("task"))
    assert found.rows("select sum(wanted_count)::bigint from tasks") == [(wanted,)]
    assert found.projects() == sorted(PROJECTS.items())
