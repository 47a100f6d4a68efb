"""PYBOSSA's statistics of a server, computed slowly and obviously in plain Python.

Written from the documented rules alone: it imports nothing of the program, so that the program can be held to it.

The rows are dicts with the names of today's exports; times are ISO texts in UTC. Readings taken where the rules are
silent:
- a task run that stands there twice, by its id and project, is one; so are the other rows by their ids;
- as_of is the newest finish_time; the 24 hours before it leave out a run exactly at their beginning;
- an account or project that only task runs or tasks name exists all the same, the project as a published one that is
  called by its id;
- the tasks of a project of which no file has any are those that its runs name;
- a task whose state is not "completed" is pending; where no file has the tasks of one project, or the results of any,
  their number is null;
- the users of api/globalstats are the registered ones; its categories are those that have a project;
- drafts are counted, but have no document and are not listed; so are projects of few volunteers, in the list of the
  24 hours those of few in these; runs of nobody known are one volunteer;
- the days of a project go from its first run's to its last run's, in all three series alike; max is the busiest hour;
- how many anonymous volunteers a project has is null where nothing tells any of them apart;
- names of volunteers are ranks unless they are published, and restricted accounts are never listed.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

Row = Mapping[str, Any]
Item = dict[str, Any]

TOP = 5
SERIES: tuple[tuple[str, Callable[[Row], bool]], ...] = (
    ("Anon + Auth", lambda _: True),
    ("Anonymous", lambda run: run["user_id"] is None),
    ("Authenticated", lambda run: run["user_id"] is not None),
)

_DAY = timedelta(days=1)
_EPOCH = datetime.fromisoformat("1970-01-01")


@dataclass(frozen=True, slots=True)
class Exports:
    """What was exported; None is a file that is not there."""

    task_runs: Sequence[Row]
    tasks: Sequence[Row] | None = None
    results: Sequence[Row] | None = None
    users: Sequence[Row] | None = None
    projects: Sequence[Row] | None = None
    categories: Sequence[Row] | None = None
    is_published: bool = False  # whether volunteers are named
    at_least: int = 1

    @property
    def runs(self) -> list[Row]:
        """Every task run once."""
        return list({(run["project_id"], run["id"]): run for run in self.task_runs}.values())

    @property
    def every_project(self) -> dict[int, Row]:
        """Every project that anything names, by its id."""
        named = {row["project_id"] for rows in (self.task_runs, self.tasks, self.results) for row in rows or ()}
        undescribed = {number: _undescribed(number) for number in named}
        return undescribed | {project["id"]: project for project in self.projects or ()}

    @property
    def every_account(self) -> set[int]:
        """Every account that anything names."""
        named = {run["user_id"] for run in self.task_runs if run["user_id"] is not None}
        return named | {user["id"] for user in self.users or ()}


def documents(exports: Exports) -> dict[str, Any]:
    """Path to content of every document; projects stand in the paths under their own, unescaped short names."""
    return {
        "stats.json": _stats(exports),
        "api/globalstats.json": _global_stats(exports),
        **{
            f"project/{project['short_name']}/stats.json": _project_stats(exports, runs)
            for number, project in exports.every_project.items()
            if _is_shown(exports, project, runs := _of(exports.runs, number))
        },
    }


def moment(run: Row) -> datetime:
    """When a task run was finished, in naive UTC."""
    return datetime.fromisoformat(run["finish_time"])


def _stats(exports: Exports) -> Item:
    projects = exports.every_project.values()
    published = len([project for project in projects if project["published"]])
    anonymous, registered = len(_addresses(exports.runs)), len(exports.every_account)
    return {
        "locs": "[]",
        "projects": _chart("Projects Statistics", ("Published", 0, published), ("Draft", 0, len(projects) - published)),
        "show_locs": False,
        "stats": {
            "n_anon": anonymous,
            "n_auth": registered,
            "n_draft_projects": len(projects) - published,
            "n_published_projects": published,
            "n_task_runs": len(exports.runs),
            "n_tasks": _tasks(exports),
            "n_total_projects": len(projects),
            "n_total_users": anonymous + registered,
        },
        "tasks": _chart(
            "Task and Task Run Statistics", ("Tasks", 0, _tasks(exports)), ("Answers", 1, len(exports.runs))
        ),
        "template": "/stats/global.html",
        "title": "Global Statistics",
        "top5_projects_24_hours": list(_top_projects(exports)),
        "top5_users_24_hours": _top_users(exports, _recent(exports)),
        "users": _chart("User Statistics", ("Anonymous", 0, anonymous), ("Authenticated", 0, registered)),
    }


def _global_stats(exports: Exports) -> Item:
    stats = _stats(exports)["stats"]
    return {
        "categories": _categories(exports),
        "n_pending_tasks": _pending(exports),
        "n_projects": stats["n_total_projects"],
        "n_results": len(_latest(exports.results or ())) or None,
        "n_task_runs": stats["n_task_runs"],
        "n_tasks": stats["n_tasks"],
        "n_users": stats["n_auth"],
    }


def _project_stats(exports: Exports, runs: Sequence[Row]) -> Item:
    hours = [(label, _by_hour(runs, is_one)) for label, is_one in SERIES]
    anonymous, registered = ([run for run in runs if is_one(run)] for _, is_one in SERIES[1:])
    seen = Counter(run["user_ip"] for run in anonymous if run["user_ip"] is not None)
    most = sorted(seen.values(), reverse=True)[:TOP] if exports.at_least == 1 else []
    return {
        "dayStats": [{"label": label, "values": _by_day(runs, is_one)} for label, is_one in SERIES],
        "hourStats": [{"label": label, "max": max(n for _, n in rows), "values": rows} for label, rows in hours],
        "userStats": {
            "anonymous": {
                "users": len(seen) if seen or not anonymous else None,
                "taskruns": len(anonymous),
                "top5": [{**_ranked(rank), "n_answers": count} for rank, count in enumerate(most, start=1)],
            },
            "authenticated": {
                "users": len({run["user_id"] for run in registered}),
                "taskruns": len(registered),
                "top5": _top_users(exports, runs),
            },
        },
    }


def _by_day(runs: Sequence[Row], is_one: Callable[[Row], bool]) -> list[list[int]]:
    """Count the runs of every day between the first and the last; a day is the millisecond at which it begins."""
    counts = Counter(moment(run).date() for run in runs if is_one(run))
    days = sorted({moment(run).date() for run in runs})
    every = [days[0] + at * _DAY for at in range((days[-1] - days[0]).days + 1)] if days else []
    return [[(day.toordinal() - _EPOCH.toordinal()) * 86_400_000, counts[day]] for day in every]


def _by_hour(runs: Sequence[Row], is_one: Callable[[Row], bool]) -> list[list[int]]:
    counts = Counter(moment(run).hour for run in runs if is_one(run))
    return [[hour, counts[hour]] for hour in range(24)]


def _recent(exports: Exports) -> list[Row]:
    newest = max(moment(run) for run in exports.runs)
    return [run for run in exports.runs if moment(run) > newest - _DAY]


def _top_projects(exports: Exports) -> Iterator[Item]:
    recent, projects = _recent(exports), exports.every_project
    shown = {number for number in projects if _is_shown(exports, projects[number], _of(recent, number))}
    counts = Counter(run["project_id"] for run in recent if run["project_id"] in shown)
    for number in sorted(counts, key=lambda number: (-counts[number], number))[:TOP]:
        names = {"name": projects[number]["name"], "short_name": projects[number]["short_name"]}
        yield {"id": number, "info": {}, "n_answers": counts[number], **names}


def _is_shown(exports: Exports, project: Row, runs: Iterable[Row]) -> bool:
    """Whether a project is published, and its runs are of enough volunteers."""
    volunteers = {(run["user_id"], run["user_ip"]) for run in runs}
    return bool(project["published"]) and (exports.at_least == 1 or len(volunteers) >= exports.at_least)


def _top_users(exports: Exports, runs: Iterable[Row]) -> list[Item]:
    """Find the accounts with most runs; unless they are published they are called by their rank."""
    described = {user["id"]: user for user in exports.users or ()}
    counts = Counter(run["user_id"] for run in runs if run["user_id"] is not None)
    unlisted = {number for number in counts if described.get(number, {}).get("restrict")}
    order = sorted(counts.keys() - unlisted, key=lambda number: (-counts[number], number))[:TOP]
    items = []
    for rank, number in enumerate(order, start=1):
        names = _ranked(rank)
        if exports.is_published:
            names = {"fullname": described[number]["fullname"], "id": number, "name": described[number]["name"]}
        items.append({**names, "n_answers": counts[number]})
    return items if exports.at_least == 1 else []


def _ranked(rank: int) -> Item:
    return {"fullname": f"Volunteer {rank}", "id": rank, "name": f"volunteer-{rank}"}


def _categories(exports: Exports) -> list[Item]:
    """Count the projects of every category that has a name, in the order of names."""
    names = {category["id"]: category["short_name"] for category in exports.categories or ()}
    counts = Counter(names.get(project.get("category_id")) for project in exports.every_project.values())
    return [{name: counts[name]} for name in sorted(name for name in counts if name is not None)]


def _tasks(exports: Exports) -> int:
    listed = exports.tasks or ()
    known = {task["project_id"] for task in listed}
    named = {(run["project_id"], run["task_id"]) for run in exports.runs if run["project_id"] not in known}
    return len({task["id"] for task in listed}) + len(named)


def _pending(exports: Exports) -> int | None:
    listed = exports.tasks or ()
    if {run["project_id"] for run in exports.runs} - {task["project_id"] for task in listed}:
        return None
    return len({task["id"] for task in listed if task["state"] != "completed"})


def _latest(results: Iterable[Row]) -> set[int]:
    return {result["id"] for result in results if result["last_version"]}


def _of(runs: Iterable[Row], number: int) -> list[Row]:
    return [run for run in runs if run["project_id"] == number]


def _addresses(runs: Iterable[Row]) -> set[str]:
    return {run["user_ip"] for run in runs if run["user_id"] is None and run["user_ip"] is not None}


def _undescribed(number: int) -> Row:
    return {"id": number, "name": str(number), "short_name": str(number), "published": True}


def _chart(label: str, *bars: tuple[str, int, int]) -> Item:
    return {"label": label, "values": [{"label": name, "value": [place, count]} for name, place, count in bars]}
