"""The PYBOSSA mirror: the server's stats, its global stats, and the stats of every project."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from generator.documents import Document
from generator.mirrors.catalog import Scope
from generator.mirrors.endpoint import Endpoint, Parameter, Reply
from generator.mirrors.payloads import pybossa as payloads
from generator.stats import Answers, Row, taken
from generator.stats.arrays import arrays

STATS = Endpoint(
    "/stats",
    "contributions/server_totals",
    says="The volunteers, projects, tasks and answers of the server, and the projects and volunteers of the last day.",
    answer=payloads.STATS,
)
GLOBAL_STATS = Endpoint(
    "/api/globalstats",
    "contributions/server_totals",
    says="The numbers of the server, and its projects by category.",
    answer=payloads.GLOBAL_STATS,
)
_PROJECT = Parameter("project_name", "subject", "The short name of a project.", "moorfrog", names="project_name")
PROJECT_STATS = Endpoint(
    "/project/{project_name}/stats",
    "contributions/project_totals",
    parameters=(_PROJECT,),
    absent=Reply(404, {"code": 404, "error": "Not Found"}),
    says="The answers to the tasks of a project by day and by hour, and who gave most of them.",
    answer=payloads.PROJECT_STATS,
)

ENDPOINTS: tuple[Endpoint, ...] = (STATS, GLOBAL_STATS, PROJECT_STATS)

_LABELS = ("Anon + Auth", "Anonymous", "Authenticated")
_COUNTS = ("run_count", "anonymous_run_count", "authenticated_run_count")
_NO_DAYS = ["[]"] * len(_LABELS)

Take = Callable[[int], list[Any]]  # the rows of a project, given its id; projects are asked in the order of their ids


@dataclass(frozen=True, slots=True)
class _Series:
    """What the documents of projects are made from, project by project."""

    days: Take
    hours: Take
    most: Take
    volunteers: Take


def documents(answers: Answers, scope: Scope, *, named: bool) -> Iterator[Document]:
    """Every document; `named` says whether volunteers are called by the names of their accounts."""
    (totals,) = answers.rows("contributions/server_totals")
    yield _answered(scope, STATS, _stats(answers, totals, named=named))
    yield _answered(scope, GLOBAL_STATS, _global_stats(answers, totals))
    projects = sorted(answers.rows("contributions/project_totals"), key=lambda row: int(row["project_id"]))
    found = _series(answers)
    for project in projects:
        yield _answered(scope, PROJECT_STATS, _project_stats(found, project, named=named), project["short_name"])


def _answered(scope: Scope, endpoint: Endpoint, payload: Mapping[str, object], subject: str = "") -> Document:
    segment = scope.segments[subject] if subject else ""
    scope.catalog.add(endpoint, subject, segment, "")
    return Document(f"{endpoint.stem(segment)}.json", orjson.dumps(payload, option=orjson.OPT_SORT_KEYS), "pybossa")


def _stats(answers: Answers, totals: Row, *, named: bool) -> dict[str, object]:
    anonymous, registered = totals["anon_count"] or 0, totals["auth_count"]
    published, draft = totals["published_count"], totals["project_count"] - totals["published_count"]
    return {
        "locs": "[]",  # where volunteers are, which no export says
        "show_locs": False,
        "stats": {
            "n_anon": anonymous,
            "n_auth": registered,
            "n_draft_projects": draft,
            "n_published_projects": published,
            "n_task_runs": totals["run_count"],
            "n_tasks": totals["task_count"],
            "n_total_projects": totals["project_count"],
            "n_total_users": anonymous + registered,
        },
        "users": _bars("User Statistics", ("Anonymous", 0, anonymous), ("Authenticated", 0, registered)),
        "projects": _bars("Projects Statistics", ("Published", 0, published), ("Draft", 0, draft)),
        "tasks": _bars(
            "Task and Task Run Statistics", ("Tasks", 0, totals["task_count"]), ("Answers", 1, totals["run_count"])
        ),
        "top5_projects_24_hours": [_project(row) for row in answers.rows("contributions/top_projects_24_hours")],
        "top5_users_24_hours": [
            _volunteer(row, named=named) for row in answers.rows("contributions/top_volunteers_24_hours")
        ],
        "template": "/stats/global.html",
        "title": "Global Statistics",
    }


def _bars(label: str, *bars: tuple[str, int, int | None]) -> dict[str, object]:
    """A small chart: each bar with its label, its place, and its count, null where that is unknown."""
    return {"label": label, "values": [{"label": said, "value": [place, count]} for said, place, count in bars]}


def _project(row: Row) -> dict[str, object]:
    """A project of the day; what its owner keeps in info is nobody else's."""
    return {
        "id": row["project_id"],
        "name": row["name"],
        "short_name": row["short_name"],
        "info": {},
        "n_answers": row["run_count"],
    }


def _volunteer(row: Row, *, named: bool) -> dict[str, object]:
    """A volunteer, by name only when names are wanted and the account has one."""
    place = row["rank"]
    called = {"id": place, "fullname": f"Volunteer {place}", "name": f"volunteer-{place}"}
    if named and row["name"] is not None:
        called = {"id": row["account_id"], "fullname": row["fullname"], "name": row["name"]}
    return called | {"n_answers": row["run_count"]}


def _global_stats(answers: Answers, totals: Row) -> dict[str, object]:
    categories = answers.rows("contributions/category_projects")
    return {
        "n_projects": totals["project_count"],
        "n_users": totals["auth_count"],
        "n_tasks": totals["task_count"],
        "n_task_runs": totals["run_count"],
        "n_pending_tasks": totals["pending_count"],
        "n_results": totals["result_count"],
        "categories": [{row["category"]: row["project_count"]} for row in categories],
    }


def _series(answers: Answers) -> _Series:
    days, hours = (answers.table(f"contributions/project_{name}") for name in ("days", "hours"))
    return _Series(
        days=taken(arrays(answers.db, days, ("project_id",), [("day_ms", count) for count in _COUNTS])),
        hours=taken(arrays(answers.db, hours, ("project_id",), [("hour", count) for count in _COUNTS])),
        most=taken(answers.by("project_id", "contributions/project_hour_peaks")),
        volunteers=taken(answers.by("project_id", "contributions/project_volunteers")),
    )


def _project_stats(found: _Series, project: Row, *, named: bool) -> dict[str, object]:
    number = project["project_id"]
    days, hours = next(iter(found.days(number)), _NO_DAYS), next(iter(found.hours(number)), _NO_DAYS)
    (peaks,) = found.most(number)
    volunteers = found.volunteers(number)
    return {
        "dayStats": [
            {"label": label, "values": orjson.Fragment(values)} for label, values in zip(_LABELS, days, strict=True)
        ],
        "hourStats": [
            {"label": label, "values": orjson.Fragment(values), "max": peaks[count]}
            for label, values, count in zip(_LABELS, hours, _COUNTS, strict=True)
        ],
        "userStats": {kind: _kind(project, kind, volunteers, named=named) for kind in ("anonymous", "authenticated")},
    }


def _kind(project: Row, kind: str, volunteers: list[Row], *, named: bool) -> dict[str, object]:
    """The anonymous or the authenticated volunteers of a project: how many, their task runs, and the top five."""
    anonymous = project["anonymous_run_count"]
    return {
        "users": project[f"{kind}_count"],
        "taskruns": anonymous if kind == "anonymous" else project["run_count"] - anonymous,
        "top5": [_volunteer(row, named=named) for row in volunteers if row["kind"] == kind],
    }
