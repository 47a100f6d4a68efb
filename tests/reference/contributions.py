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


@dataclass(frozen=True)
class Rows:
    """Everything that a server's files say; accounts are (id, name, fullname, restricted, described)."""

    runs: list[Run]
    projects: list[tuple[int, str, str, bool, str | None]]
    accounts: list[tuple[int, str | None, str | None, bool, bool]]
    tasks: list[tuple[int, int, bool | None]]
    results: list[tuple[int, int]]
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
    told = [done for project in rows.projects for done in _tasks(rows, project[0]).values()]
    categories = Counter(project[4] for project in rows.projects if project[4])
    return {
        "categories": [{name: count} for name, count in sorted(categories.items())],
        "n_pending_tasks": None if None in told else told.count(False),
        "n_projects": len(rows.projects),
        "n_results": len(rows.results) or None,
        "n_task_runs": len(rows.runs),
        "n_tasks": sum(len(_tasks(rows, project[0])) for project in rows.projects),
        "n_users": len(rows.accounts),
    }


def project_stats(rows: Rows, project: int, *, named: bool, at_least: int) -> dict[str, Any]:
    """The document of a project."""
    runs = [run for run in rows.runs if run.project == project]
    anonymous = [run for run in runs if run.account is None]
    registered = [run for run in runs if run.account is not None]
    seen = Counter(run.visitor for run in anonymous if run.visitor is not None)
    counts = sorted(seen.values(), reverse=True)[:5]
    top = [_nameless(rank) | {"n_answers": count} for rank, count in enumerate(counts, start=1)]
    split = list(zip(KINDS, (runs, anonymous, registered), strict=True))
    return {
        "dayStats": [{"label": kind, "values": _days(runs, some)} for kind, some in split],
        "hourStats": [_hours(some) | {"label": kind} for kind, some in split],
        "userStats": {
            "anonymous": {
                "taskruns": len(anonymous),
                "top5": [] if at_least > 1 else top,
                "users": len(seen) if seen or not anonymous else None,
            },
            "authenticated": {
                "taskruns": len(registered),
                "top5": [] if at_least > 1 else _top_accounts(rows, registered, named=named),
                "users": len({run.account for run in registered}),
            },
        },
    }


def volunteers(runs: Iterable[Run]) -> int:
    """How many people there are at least."""
    runs = list(runs)
    people = {(run.account, None if run.account is not None else run.visitor) for run in runs}
    return len(people)


def quartiles(rows: Rows, project: int) -> tuple[int, int, int] | None:
    """The smallest durations that a quarter, a half and three quarters of the known ones do not exceed."""
    known = sorted(run.ms for run in rows.runs if run.project == project and run.ms is not None)
    if not known:
        return None
    lower, median, upper = (known[-(-len(known) * quarters // 4) - 1] for quarters in (1, 2, 3))
    return lower, median, upper


def _unseen(run: Run) -> bool:
    return run.account is None and run.visitor is None


def _tasks(rows: Rows, project: int) -> dict[int, bool | None]:
    """Whether the tasks of a project are completed: those of its file, else those that its task runs name."""
    listed = {task: done for task, of, done in rows.tasks if of == project}
    return listed or {run.task: None for run in rows.runs if run.project == project}


def _bars(label: str, *bars: list[Any]) -> dict[str, Any]:
    return {"label": label, "values": [{"label": name, "value": [place, count]} for name, place, count in bars]}


def _top_projects(rows: Rows, recent: Sequence[Run], at_least: int) -> list[dict[str, Any]]:
    found = []
    for number, short_name, name, published, _ in rows.projects:
        runs = [run for run in recent if run.project == number]
        if runs and published and volunteers(runs) >= at_least:
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
