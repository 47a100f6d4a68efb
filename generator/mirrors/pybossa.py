"""The PYBOSSA mirror: the server's stats, its global stats, and the stats of every project."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from generator.documents import Document
from generator.mirrors.catalog import Scope
from generator.mirrors.endpoint import Endpoint, Parameter, Reply
from generator.mirrors.payloads import pybossa as payloads
from generator.stats import Store, aligned
from generator.stats.arrays import arrays
from generator.stats.contributions import (
    Contributions,
    ProjectTotals,
    RunHour,
    ServerTotals,
    TopProject,
    TopVolunteer,
    categories,
)

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
    says="How far a project is, the answers to its tasks by day and by hour, and who gave most of them.",
    answer=payloads.PROJECT_STATS,
)

ENDPOINTS: tuple[Endpoint, ...] = (STATS, GLOBAL_STATS, PROJECT_STATS)

_LABELS = ("Anon + Auth", "Anonymous", "Authenticated")
_COUNTS = ("run_count", "anonymous_run_count", "authenticated_run_count")
_COMPLETED = "Completed Tasks"
_NO_DAYS = ["[]"] * (len(_LABELS) + 1)
_LARGEST = 5  # how large the busiest hour of all is drawn
_SECOND = 1_000_000  # us


@dataclass(frozen=True, slots=True)
class _MirroredProject:
    """A project, and what is told of it alone; `days` are the series by day as JSON."""

    totals: ProjectTotals
    days: Sequence[str]
    hours: Sequence[RunHour]
    volunteers: Sequence[TopVolunteer]


def documents(store: Store, found: Contributions, scope: Scope, *, named: bool) -> Iterator[Document]:
    """Every document; `named` says whether volunteers are called by the names of their accounts."""
    yield _answered(scope, STATS, _stats(found, named=named))
    yield _answered(scope, GLOBAL_STATS, _global_stats(store, found.server))
    by_day = [("day_ms", count) for count in (*_COUNTS, "completed_count")]
    days = aligned(arrays(store.db, store.table("contributions/project_days"), ("subject_id",), by_day))
    for totals in found.projects:
        subject = totals.subject_id
        series = next(iter(days(subject)), _NO_DAYS)
        project = _MirroredProject(totals, series, found.hours(subject), found.volunteers(subject))
        yield _answered(scope, PROJECT_STATS, _project_stats(project, named=named), totals.short_name)


def _answered(scope: Scope, endpoint: Endpoint, payload: Mapping[str, object], subject: str = "") -> Document:
    segment = scope.segments[subject] if subject else ""
    scope.catalog.add(endpoint, subject, segment, "")
    return Document(f"{endpoint.stem(segment)}.json", orjson.dumps(payload, option=orjson.OPT_SORT_KEYS), "pybossa")


def _stats(found: Contributions, *, named: bool) -> dict[str, object]:
    totals = found.server
    anonymous, registered = totals.anon_count or 0, totals.auth_count
    published, draft = totals.published_count, totals.project_count - totals.published_count
    return {
        "locs": "[]",  # where volunteers are, which no export says
        "show_locs": False,
        "stats": {
            "n_anon": anonymous,
            "n_auth": registered,
            "n_draft_projects": draft,
            "n_published_projects": published,
            "n_task_runs": totals.run_count,
            "n_tasks": totals.task_count,
            "n_total_projects": totals.project_count,
            "n_total_users": anonymous + registered,
        },
        "users": _bars("User Statistics", ("Anonymous", 0, anonymous), ("Authenticated", 0, registered)),
        "projects": _bars("Projects Statistics", ("Published", 0, published), ("Draft", 0, draft)),
        "tasks": _bars(
            "Task and Task Run Statistics", ("Tasks", 0, totals.task_count), ("Answers", 1, totals.run_count)
        ),
        "top5_projects_24_hours": [_project(row) for row in found.top_projects],
        "top5_users_24_hours": [_volunteer(row, named=named) for row in found.volunteers_of_server("last_day")],
        "template": "/stats/global.html",
        "title": "Global Statistics",
    }


def _bars(label: str, *bars: tuple[str, int, int | None]) -> dict[str, object]:
    """A small chart: each bar with its label, its place, and its count, null where that is unknown."""
    return {"label": label, "values": [{"label": said, "value": [place, count]} for said, place, count in bars]}


def _project(row: TopProject) -> dict[str, object]:
    """A project of the day; what its owner keeps in info is nobody else's."""
    return {
        "id": row.project_id,
        "name": row.name,
        "short_name": row.short_name,
        "info": {},
        "n_answers": row.run_count,
    }


def _volunteer(row: TopVolunteer, *, named: bool) -> dict[str, object]:
    """A volunteer, by name only when names are wanted and the account has one."""
    place = row.rank
    called = {"id": place, "fullname": f"Volunteer {place}", "name": f"volunteer-{place}"}
    if named and row.name is not None:
        called = {"id": row.account_id, "fullname": row.fullname, "name": row.name}
    return called | {"n_answers": row.run_count}


def _global_stats(store: Store, totals: ServerTotals) -> dict[str, object]:
    """The numbers of /stats under the same names, some with other meanings: n_tasks are the answers that are wanted."""
    return {
        "n_projects": totals.project_count,
        "n_users": totals.auth_count + (totals.anon_count or 0),
        "n_tasks": totals.wanted_count,
        "n_task_runs": totals.run_count,
        "n_pending_tasks": totals.wanted_count - totals.run_count,
        "n_results": totals.result_count,
        "categories": [
            *({each.category: each.project_count} for each in categories(store)),
            {"featured": totals.featured_count},
            {"draft": totals.project_count - totals.published_count},
        ],
    }


def _project_stats(of: _MirroredProject, *, named: bool) -> dict[str, object]:
    """The answer of the original, and beside it what this document had at its top from the beginning."""
    project = of.totals
    users = {kind: _kind(project, kind, of.volunteers, named=named) for kind in ("anonymous", "authenticated")}
    days = _days(of.days)
    ours = {"dayStats": days[: len(_LABELS)], "hourStats": _hours(of.hours), "userStats": users}
    if not project.run_count:
        return _progress(project) | ours | {"template": "/projects/non_stats.html"}
    stats = {
        "dayStats": days,
        "hourStats": _hours(of.hours, sized=True),
        "userStats": _bars(
            "User Statistics",
            ("Anonymous", 0, users["anonymous"]["users"] or 0),
            ("Authenticated", 0, users["authenticated"]["users"]),
        ),
        "userAnonStats": _most("Anonymous Users", users["anonymous"]["top5"]),
        "userAuthStats": _most("Authenticated Users", users["authenticated"]["top5"]),
    }
    more = {"avg_contrib_time": _average(project), "pro_features": {}, "projectStats": stats}
    return _progress(project) | ours | more | {"template": "/projects/stats.html"}


def _progress(project: ProjectTotals) -> dict[str, object]:
    """What is said of every project: which it is, and how far; of its owner nothing."""
    completed, tasks = project.completed_count, project.task_count
    return {
        "title": f"Project: {project.name} &middot; Statistics",
        "project": {"id": project.project_id, "name": project.name, "short_name": project.short_name},
        "owner": {},
        "n_tasks": tasks,
        "n_completed_tasks": completed if tasks else 0,
        "overall_progress": _percent(completed, tasks),
        "n_volunteers": (project.anonymous_count or 0) + project.authenticated_count,
    }


def _percent(completed: int | None, tasks: int) -> float | None:
    """How much of the tasks is completed; None when nobody knows, 0 without a task."""
    if completed is None and tasks:
        return None
    return (completed or 0) * 100 / max(tasks, 1)


def _average(project: ProjectTotals) -> float | None:
    """The mean seconds from a run's beginning to its end, to two decimals; None when they are not known of any run."""
    if not project.elapsed_count:
        return None
    return round((project.elapsed_us or 0) / (project.elapsed_count * _SECOND), 2)


def _days(days: Sequence[str]) -> list[dict[str, object]]:
    """The series by day, the completed tasks the last of them."""
    labels = (*_LABELS, _COMPLETED)
    return [{"label": label, "values": orjson.Fragment(values)} for label, values in zip(labels, days, strict=True)]


def _hours(hours: Sequence[RunHour], *, sized: bool = False) -> list[dict[str, object]]:
    """The series by hour; sized, with how large each hour is drawn beside the busiest of all."""
    runs = [(row.run_count, row.anonymous_run_count, row.authenticated_run_count) for row in hours]
    most = max(count for count, _, _ in runs) or 1
    return [
        {
            "label": label,
            "values": [
                [row.hour, count, *([count * _LARGEST / most] if sized else [])]
                for row, count in zip(hours, counts, strict=True)
            ],
            "max": max(counts),
        }
        for label, counts in zip(_LABELS, zip(*runs, strict=True), strict=True)
    ]


def _kind(project: ProjectTotals, kind: str, volunteers: Sequence[TopVolunteer], *, named: bool) -> dict[str, Any]:
    """The anonymous or the authenticated volunteers of a project: how many, their task runs, and the top five.

    The original says the number of users where task runs belong; these are the task runs.
    """
    is_anonymous = kind == "anonymous"
    return {
        "users": project.anonymous_count if is_anonymous else project.authenticated_count,
        "taskruns": project.anonymous_run_count if is_anonymous else project.authenticated_run_count,
        "pct_taskruns": _share(project, kind),
        "top5": [_volunteer(row, named=named) for row in volunteers if row.list == kind],
    }


def _share(project: ProjectTotals, kind: str) -> int:
    """The task runs of one kind of volunteers in percent of those of both, which make a hundred."""
    anonymous = project.anonymous_run_count
    both = anonymous + project.authenticated_run_count
    percent = anonymous * 100 // both if both else 0
    return percent if kind == "anonymous" or not both else 100 - percent


def _most(label: str, top: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """The volunteers with most task runs as the original lists them; what each of the others did is left out."""
    return {
        "label": label,
        "values": [],
        "top5": [{"name": one["name"], "fullname": one["fullname"], "tasks": one["n_answers"]} for one in top],
    }
