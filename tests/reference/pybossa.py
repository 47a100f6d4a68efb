"""PYBOSSA's statistics of a server, computed slowly and obviously in plain Python.

Written from the documented rules alone: it imports nothing of the program, so that the program can be held to it.

The rows are dicts with the names of today's exports; times are ISO texts in UTC. Readings taken where the rules are
silent:
- a task run that stands there twice, by its id and project, is one; so are the other rows by their ids;
- as_of is the newest finish_time; the 24 hours before it leave out a run exactly at their beginning;
- an account or project that only task runs or tasks name exists all the same, the project as a published one that is
  called by its id;
- the tasks of a project of which no file has any are those that its runs name;
- where no file has the results of any project, their number is null, and so is how many tasks are completed where a
  file does not say it of every task; a project without a task is 0 % done;
- categories come in the order of their names; a featured project counts as such whether it is published or not;
- drafts and projects with a password are counted, but have no document and are not listed; so are projects of few
  volunteers, in the list of the 24 hours those of few in these; runs of nobody known are one volunteer;
- a run with an external_uid and neither user_id nor user_ip is in "Anon + Auth" alone, and makes no volunteer;
- the days of a project go from its first run's to its last run's, in all series alike; max is the busiest hour; sizes
  are in proportion to the busiest hour of all runs;
- a task is completed on the day of its last run; one that no run is of is on no day;
- the share of anonymous runs is rounded down, the other one makes it a hundred; both are of the runs of these kinds;
- what is said of single volunteers beyond the top five is left out;
- how many anonymous volunteers a project has is null where nothing tells any of them apart;
- names of volunteers are ranks unless they are published, and restricted accounts are never listed.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

Row = Mapping[str, Any]
Item = dict[str, Any]

TOP = 5
SERIES: tuple[tuple[str, Callable[[Row], bool]], ...] = (
    ("Anon + Auth", lambda _: True),
    ("Anonymous", lambda run: run["user_id"] is None and not _is_external(run)),
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
            f"project/{project['short_name']}/stats.json": _project_stats(exports, project, runs)
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
    wanted = _wanted(exports)
    return {
        "categories": _categories(exports),
        "n_pending_tasks": wanted - len(exports.runs),
        "n_projects": stats["n_published_projects"] + stats["n_draft_projects"],
        "n_results": None if exports.results is None else len(_meaningful(exports.results)),
        "n_task_runs": len(exports.runs),
        "n_tasks": wanted,
        "n_users": stats["n_auth"] + stats["n_anon"],
    }


def _project_stats(exports: Exports, project: Row, runs: Sequence[Row]) -> Item:
    """The answer of the original; beside it stands what our documents had at their top before."""
    tasks = _tasks_of(exports, project["id"])
    users = _users(exports, runs)
    document = {
        "title": f"Project: {project['name']} &middot; Statistics",
        "project": {key: project[key] for key in ("id", "name", "short_name")},
        "owner": {},
        "n_tasks": len(tasks),
        "n_completed_tasks": _completed(tasks),
        "overall_progress": _progress(tasks),
        "n_volunteers": len(_addresses(runs)) + len({run["user_id"] for run in runs} - {None}),
        "template": "/projects/stats.html" if runs else "/projects/non_stats.html",
        "userStats": users,
        "dayStats": [{"label": label, "values": _by_day(runs, is_one)} for label, is_one in SERIES],
        "hourStats": [_hours(label, runs, is_one) for label, is_one in SERIES],
    }
    if not runs:
        return document
    return {
        **document,
        "avg_contrib_time": round(sum(_seconds(run) for run in runs) / len(runs), 2),
        "pro_features": {},
        "projectStats": {
            "dayStats": [*document["dayStats"], {"label": "Completed Tasks", "values": _by_completion(runs, tasks)}],
            "hourStats": [_sized(series, document["hourStats"][0]["max"]) for series in document["hourStats"]],
            "userStats": _chart(
                "User Statistics",
                ("Anonymous", 0, len(_addresses(runs))),
                ("Authenticated", 0, users["authenticated"]["users"]),
            ),
            "userAnonStats": _most("Anonymous Users", users["anonymous"]["top5"]),
            "userAuthStats": _most("Authenticated Users", users["authenticated"]["top5"]),
        },
    }


def _users(exports: Exports, runs: Sequence[Row]) -> Item:
    anonymous, registered = ([run for run in runs if is_one(run)] for _, is_one in SERIES[1:])
    seen = Counter(run["user_ip"] for run in anonymous if run["user_ip"] is not None)
    most = sorted(seen.values(), reverse=True)[:TOP] if exports.at_least == 1 else []
    both = len(anonymous) + len(registered)
    share = len(anonymous) * 100 // both if both else 0
    return {
        "anonymous": {
            "users": len(seen) if seen or not anonymous else None,
            "taskruns": len(anonymous),
            "pct_taskruns": share,
            "top5": [{**_ranked(rank), "n_answers": count} for rank, count in enumerate(most, start=1)],
        },
        "authenticated": {
            "users": len({run["user_id"] for run in registered}),
            "taskruns": len(registered),
            "pct_taskruns": 100 - share if both else 0,
            "top5": _top_users(exports, runs),
        },
    }


def _most(label: str, top: Iterable[Item]) -> Item:
    found = [{"name": each["name"], "fullname": each["fullname"], "tasks": each["n_answers"]} for each in top]
    return {"label": label, "values": [], "top5": found}


def _tasks_of(exports: Exports, number: int) -> dict[int, str | None]:
    """The state of every task of a project: of those that a file has, else of those that its runs name."""
    listed = {task["id"]: task["state"] for task in exports.tasks or () if task["project_id"] == number}
    return listed or {run["task_id"]: None for run in exports.runs if run["project_id"] == number}


def _completed(tasks: Mapping[int, str | None]) -> int | None:
    if None in tasks.values():
        return None
    return len([state for state in tasks.values() if state == "completed"])


def _progress(tasks: Mapping[int, str | None]) -> float | None:
    completed = _completed(tasks)
    return completed if not completed else completed * 100 / len(tasks)


def _seconds(run: Row) -> float:
    return (moment(run) - datetime.fromisoformat(run["created"])).total_seconds()


def _by_completion(runs: Sequence[Row], tasks: Mapping[int, str | None]) -> list[list[int]]:
    """How many tasks were completed up to each day of the project."""
    last: dict[int, datetime] = {}
    for run in runs:
        if tasks.get(run["task_id"]) == "completed" and _completed(tasks) is not None:
            last[run["task_id"]] = max(moment(run), last.get(run["task_id"], moment(run)))
    ends = [_ms(end) for end in last.values()]
    return [[day, len([end for end in ends if end <= day])] for day, _ in _by_day(runs, lambda _: True)]


def _hours(label: str, runs: Sequence[Row], is_one: Callable[[Row], bool]) -> Item:
    rows = _by_hour(runs, is_one)
    return {"label": label, "max": max(n for _, n in rows), "values": rows}


def _sized(series: Item, largest: int) -> Item:
    return {**series, "values": [[hour, n, n * 5 / largest if n else 0] for hour, n in series["values"]]}


def _by_day(runs: Sequence[Row], is_one: Callable[[Row], bool]) -> list[list[int]]:
    """Count the runs of every day between the first and the last; a day is the millisecond at which it begins."""
    counts = Counter(moment(run).date() for run in runs if is_one(run))
    days = sorted({moment(run).date() for run in runs})
    every = [days[0] + at * _DAY for at in range((days[-1] - days[0]).days + 1)] if days else []
    return [[_ms(day), counts[day]] for day in every]


def _ms(day: date) -> int:
    return (day.toordinal() - _EPOCH.toordinal()) * 86_400_000


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
    """Whether a project is published, without a password, and its runs are of enough volunteers."""
    volunteers = {(run["user_id"], run["user_ip"]) for run in runs if not _is_external(run)}
    return (
        bool(project["published"])
        and not _has_password(project)
        and (exports.at_least == 1 or len(volunteers) >= exports.at_least)
    )


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
    """Count the open projects of every category that a project has, by name; then featured ones, then drafts."""
    names = {category["id"]: category["short_name"] for category in exports.categories or ()}
    projects = list(exports.every_project.values())
    used = {names[project["category_id"]] for project in projects if project.get("category_id") in names}
    counts = Counter(
        names.get(project.get("category_id"))
        for project in projects
        if project["published"] and not _has_password(project)
    )
    featured = len([project for project in projects if project.get("featured")])
    drafts = len([project for project in projects if not project["published"]])
    return [*({name: counts[name]} for name in sorted(used)), {"featured": featured}, {"draft": drafts}]


def _tasks(exports: Exports) -> int:
    listed = exports.tasks or ()
    known = {task["project_id"] for task in listed}
    named = {(run["project_id"], run["task_id"]) for run in exports.runs if run["project_id"] not in known}
    return len({task["id"] for task in listed}) + len(named)


def _wanted(exports: Exports) -> int:
    """The answers that are wanted: as the tasks say, else as many as came in, and at least one a task."""
    came_in = Counter((run["project_id"], run["task_id"]) for run in exports.runs)
    known = {task["project_id"] for task in exports.tasks or ()}
    told = {(task["project_id"], task["id"]): task.get("n_answers") for task in exports.tasks or ()}
    tasks = told | {key: None for key in came_in if key[0] not in known}
    return sum(max(came_in[key], 1) if wanted is None else wanted for key, wanted in tasks.items())


def _meaningful(results: Iterable[Row]) -> set[int]:
    """The results that say anything."""
    return {result["id"] for result in results if result["info"] not in (None, "null", "")}


def _is_external(run: Row) -> bool:
    """Whether only another service knows who answered."""
    return run.get("external_uid") is not None and run["user_id"] is None and run["user_ip"] is None


def _has_password(project: Row) -> bool:
    return (project.get("info") or {}).get("passwd_hash") is not None


def _of(runs: Iterable[Row], number: int) -> list[Row]:
    return [run for run in runs if run["project_id"] == number]


def _addresses(runs: Iterable[Row]) -> set[str]:
    return {run["user_ip"] for run in runs if run["user_id"] is None and run["user_ip"] is not None}


def _undescribed(number: int) -> Row:
    return {"id": number, "name": str(number), "short_name": str(number), "published": True}


def _chart(label: str, *bars: tuple[str, int, int]) -> Item:
    return {"label": label, "values": [{"label": name, "value": [place, count]} for name, place, count in bars]}
