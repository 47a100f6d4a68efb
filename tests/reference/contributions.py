"""The PYBOSSA mirror in plain Python: every number counted anew from rows, slowly and plainly."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

KINDS = ("Anon + Auth", "Anonymous", "Authenticated")


@dataclass(frozen=True)
class Run:
    """One task run."""

    at: datetime
    project: int
    task: int
    account: int | None
    visitor: int | None
    ms: int | None
    external: bool = False
    us: int | None = None


@dataclass(frozen=True)
class Rows:
    """Everything that a server's files say.

    Projects are (id, short name, name, published, category, featured, protected), accounts (id, name, fullname,
    restricted, described), tasks (id, project, completed, wanted), results (id, project, whether it says anything).
    """

    runs: list[Run]
    projects: list[tuple[int, str, str, bool, str | None, bool, bool]]
    accounts: list[tuple[int, str | None, str | None, bool, bool]]
    tasks: list[tuple[int, int, bool | None, int | None]]
    results: list[tuple[int, int, bool]]
    as_of: datetime


def stats(rows: Rows, *, named: bool, at_least: int) -> dict[str, Any]:
    """The document stats.json."""
    anon = len({run.visitor for run in rows.runs if run.account is None and run.visitor is not None})
    auth = len(rows.accounts)
    published = sum(1 for project in rows.projects if project[3])
    tasks = sum(len(_tasks(rows, project[0])) for project in rows.projects)
    recent = [run for run in rows.runs if rows.as_of - timedelta(days=1) < run.at <= rows.as_of]
    return {
        "locs": "[]",
        "projects": _bars(
            "Projects Statistics", ["Published", 0, published], ["Draft", 0, len(rows.projects) - published]
        ),
        "show_locs": False,
        "stats": {
            "n_anon": anon,
            "n_auth": auth,
            "n_draft_projects": len(rows.projects) - published,
            "n_published_projects": published,
            "n_task_runs": len(rows.runs),
            "n_tasks": tasks,
            "n_total_projects": len(rows.projects),
            "n_total_users": anon + auth,
        },
        "tasks": _bars("Task and Task Run Statistics", ["Tasks", 0, tasks], ["Answers", 1, len(rows.runs)]),
        "template": "/stats/global.html",
        "title": "Global Statistics",
        "top5_projects_24_hours": _top_projects(rows, recent, at_least),
        "top5_users_24_hours": [] if at_least > 1 else _top_accounts(rows, recent, named=named),
        "users": _bars("User Statistics", ["Anonymous", 0, anon], ["Authenticated", 0, auth]),
    }


def global_stats(rows: Rows) -> dict[str, Any]:
    """The document api/globalstats.json."""
    wanted = sum(_wanted(rows, project[0]) for project in rows.projects)
    used = {project[4] for project in rows.projects if project[4]}
    open_ = Counter(project[4] for project in rows.projects if project[3] and not project[6])
    anon = {run.visitor for run in rows.runs if run.account is None} - {None}
    return {
        "categories": [
            *({name: open_[name]} for name in sorted(used)),
            {"featured": sum(1 for project in rows.projects if project[5])},
            {"draft": sum(1 for project in rows.projects if not project[3])},
        ],
        "n_pending_tasks": wanted - len(rows.runs),
        "n_projects": len(rows.projects),
        "n_results": sum(1 for result in rows.results if result[2]) if rows.results else None,
        "n_task_runs": len(rows.runs),
        "n_tasks": wanted,
        "n_users": len(rows.accounts) + len(anon),
    }


def project_stats(rows: Rows, project: int, *, named: bool, at_least: int) -> dict[str, Any]:
    """The document of a project."""
    runs = [run for run in rows.runs if run.project == project]
    anonymous = [run for run in runs if run.account is None and not run.external]
    registered = [run for run in runs if run.account is not None]
    seen = Counter(run.visitor for run in anonymous if run.visitor is not None)
    counts = sorted(seen.values(), reverse=True)[:5]
    top = [_nameless(rank) | {"n_answers": count} for rank, count in enumerate(counts, start=1)]
    split = list(zip(KINDS, (runs, anonymous, registered), strict=True))
    both = len(anonymous) + len(registered)
    percent = len(anonymous) * 100 // both if both else 0
    users = {
        "anonymous": {
            "taskruns": len(anonymous),
            "pct_taskruns": percent,
            "top5": [] if at_least > 1 else top,
            "users": len(seen) if seen or not anonymous else None,
        },
        "authenticated": {
            "taskruns": len(registered),
            "pct_taskruns": 100 - percent if both else 0,
            "top5": [] if at_least > 1 else _top_accounts(rows, registered, named=named),
            "users": len({run.account for run in registered}),
        },
    }
    document = {
        **_progress(rows, project),
        "n_volunteers": len(seen) + len({run.account for run in registered}),
        "dayStats": [{"label": kind, "values": _days(runs, some)} for kind, some in split],
        "hourStats": [_hours(some) | {"label": kind} for kind, some in split],
        "userStats": users,
        "template": "/projects/stats.html" if runs else "/projects/non_stats.html",
    }
    return document | (_original(rows, runs, document) if runs else {})


def _progress(rows: Rows, project: int) -> dict[str, Any]:
    (found,) = (each for each in rows.projects if each[0] == project)
    tasks = _tasks(rows, project).values()
    done = None if None in tasks else list(tasks).count(True)
    return {
        "title": f"Project: {found[2]} &middot; Statistics",
        "project": {"id": project, "name": found[2], "short_name": found[1]},
        "owner": {},
        "n_tasks": len(tasks),
        "n_completed_tasks": done,
        "overall_progress": 100 * done / len(tasks) if done else done,
    }


def _original(rows: Rows, runs: Sequence[Run], document: dict[str, Any]) -> dict[str, Any]:
    """What the original says of a project with task runs, and our documents had not before."""
    users = document["userStats"]
    known = [run.us for run in runs if run.us is not None]
    most = document["hourStats"][0]["max"]
    sized = [
        series | {"values": [[hour, count, count * 5 / most if count else 0] for hour, count in series["values"]]}
        for series in document["hourStats"]
    ]
    return {
        "avg_contrib_time": round(sum(known) / len(known) / 1_000_000, 2) if known else None,
        "pro_features": {},
        "projectStats": {
            "dayStats": [*document["dayStats"], {"label": "Completed Tasks", "values": _completions(rows, runs)}],
            "hourStats": sized,
            "userStats": _bars(
                "User Statistics",
                ["Anonymous", 0, users["anonymous"]["users"] or 0],
                ["Authenticated", 0, users["authenticated"]["users"]],
            ),
            "userAnonStats": _most("Anonymous Users", users["anonymous"]["top5"]),
            "userAuthStats": _most("Authenticated Users", users["authenticated"]["top5"]),
        },
    }


def _most(label: str, top: Iterable[dict[str, Any]]) -> dict[str, Any]:
    named = [{"name": one["name"], "fullname": one["fullname"], "tasks": one["n_answers"]} for one in top]
    return {"label": label, "values": [], "top5": named}


def _completions(rows: Rows, runs: Sequence[Run]) -> list[list[int]]:
    """The completed tasks up to each day; none are known where a file does not say it of every task."""
    tasks = _tasks(rows, runs[0].project)
    done = {task for task, state in tasks.items() if state and None not in tasks.values()}
    ends = [max(run.at for run in runs if run.task == task).date() for task in done & {run.task for run in runs}]
    return [[ms, sum(1 for end in ends if _ms(end) <= ms)] for ms, _ in _days(runs, runs)]


def volunteers(runs: Iterable[Run]) -> int:
    """How many people there are at least."""
    runs = list(runs)
    people = {(run.account, None if run.account is not None else run.visitor) for run in runs if not run.external}
    return len(people)


def quartiles(rows: Rows, project: int) -> tuple[int, int, int] | None:
    """The smallest durations that a quarter, a half and three quarters of the known ones do not exceed."""
    known = sorted(run.ms for run in rows.runs if run.project == project and run.ms is not None)
    if not known:
        return None
    lower, median, upper = (known[-(-len(known) * quarters // 4) - 1] for quarters in (1, 2, 3))
    return lower, median, upper


def _tasks(rows: Rows, project: int) -> dict[int, bool | None]:
    """Whether the tasks of a project are completed: those of its file, else those that its task runs name."""
    listed = {task: done for task, of, done, _ in rows.tasks if of == project}
    return listed or {run.task: None for run in rows.runs if run.project == project}


def _wanted(rows: Rows, project: int) -> int:
    """The answers that the tasks of a project want, else those that came in, at least one a task."""
    came_in = Counter(run.task for run in rows.runs if run.project == project)
    told = {task: wanted for task, of, _, wanted in rows.tasks if of == project}
    wanted = told or dict.fromkeys(came_in)
    return sum(max(came_in[task], 1) if count is None else count for task, count in wanted.items())


def _bars(label: str, *bars: list[Any]) -> dict[str, Any]:
    return {"label": label, "values": [{"label": name, "value": [place, count]} for name, place, count in bars]}


def _top_projects(rows: Rows, recent: Sequence[Run], at_least: int) -> list[dict[str, Any]]:
    found = []
    for number, short_name, name, published, _, _, protected in rows.projects:
        runs = [run for run in recent if run.project == number]
        if runs and published and not protected and (at_least == 1 or volunteers(runs) >= at_least):
            found.append({"id": number, "info": {}, "n_answers": len(runs), "name": name, "short_name": short_name})
    return sorted(found, key=lambda one: (-one["n_answers"], one["id"]))[:5]


def _top_accounts(rows: Rows, runs: Sequence[Run], *, named: bool) -> list[dict[str, Any]]:
    known = {account[0]: account for account in rows.accounts}
    counts = Counter(run.account for run in runs if run.account is not None and not known[run.account][3])
    first = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:5]
    entries = []
    for rank, (account, count) in enumerate(first, start=1):
        _, name, fullname, _, _ = known[account]
        shown = {"id": account, "fullname": fullname, "name": name} if named and name else _nameless(rank)
        entries.append(shown | {"n_answers": count})
    return entries


def _nameless(rank: int) -> dict[str, Any]:
    return {"id": rank, "fullname": f"Volunteer {rank}", "name": f"volunteer-{rank}"}


def _days(runs: Sequence[Run], some: Sequence[Run]) -> list[list[int]]:
    if not runs:
        return []
    first, last = min(run.at for run in runs).date(), max(run.at for run in runs).date()
    counts = Counter(run.at.date() for run in some)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [[_ms(day), counts[day]] for day in days]


def _ms(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * 1000


def _hours(some: Sequence[Run]) -> dict[str, Any]:
    counts = Counter(run.at.hour for run in some)
    return {"values": [[hour, counts[hour]] for hour in range(24)], "max": max(counts.values(), default=0)}
