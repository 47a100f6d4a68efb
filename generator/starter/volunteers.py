"""The exports of a small citizen-science server: task runs, tasks, accounts and projects."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from generator.starter.formats import zip_bytes
from generator.starter.seeded_random import dice, number, pick, rounded, weighted

LAST = datetime(2026, 6, 30, 21, tzinfo=UTC)

Row = dict[str, object]
Roll = Callable[[], float]


@dataclass(frozen=True, slots=True)
class InventedProject:
    """A project: its id and names, when it began, its days, its tasks, and how often and how long each is answered."""

    number: int
    short_name: str
    name: str
    began: datetime
    days: int
    tasks: int
    answers: int
    seconds: int


PROJECTS = (
    InventedProject(3, "pond_watch", "Pond Watch", datetime(2026, 2, 2, 8, tzinfo=UTC), 148, 420, 3, 24),
    InventedProject(4, "ledger_letters", "Letters in the Ledger", datetime(2026, 4, 13, 8, tzinfo=UTC), 78, 260, 3, 95),
    InventedProject(7, "night_sky", "How Dark Is Your Night?", datetime(2026, 5, 20, 18, tzinfo=UTC), 41, 300, 4, 12),
)
_PROTECTED = InventedProject(8, "herbarium", "Herbarium Labels", datetime(2026, 6, 8, 8, tzinfo=UTC), 20, 40, 2, 60)
_FEATURED = PROJECTS[2]
_EXTERNAL = 17  # one in so many task runs of the letters, if anonymous, came from a school's own service
_DRAFT = InventedProject(9, "dialect_map", "Dialect Map", datetime(2026, 6, 1, 8, tzinfo=UTC), 0, 0, 0, 0)
_NAMES = (
    "Ada Holm", "Bruno Falk", "Chiara Neri", "Dele Okafor", "Elif Aydin", "Farid Aziz", "Greta Lind", "Hana Sato",
    "Ivo Kranjc", "Joana Reis", "Kim Duc", "Lena Wolf",
)  # fmt: skip


def pybossa_files() -> dict[str, bytes]:
    """Every export by its file's name."""
    files: dict[str, bytes] = {}
    run_id = 1000
    for project in (*PROJECTS, _PROTECTED):
        runs, tasks = _project(project, run_id)
        run_id += len(runs)
        stem = f"{project.number}_{project.short_name}"
        files[f"{stem}_task_run_json.zip"] = _zipped(f"{project.short_name}_task_run.json", runs)
        files[f"{stem}_task_json.zip"] = _zipped(f"{project.short_name}_task.json", tasks)
    files["pybossa_accounts.json"] = _json([_account(place, name) for place, name in enumerate(_NAMES, 1)])
    files["pybossa_projects.json"] = _json([_described(project) for project in (*PROJECTS, _PROTECTED, _DRAFT)])
    files["pybossa_categories.json"] = _json(
        [
            {"id": 1, "name": "Nature", "short_name": "nature", "description": "Outdoors"},
            {"id": 2, "name": "Sky", "short_name": "sky", "description": "Above"},
        ]
    )
    return files


def _project(project: InventedProject, first_run: int) -> tuple[list[Row], list[Row]]:
    """The task runs and the tasks of a project: each task is answered in turn, until the last days leave some open."""
    roll = dice(project.short_name)
    wanted = project.tasks * project.answers
    moments = sorted(_moment(roll, project) for _ in range(wanted * 9 // 10))
    runs = [_run(roll, project, first_run + place, place, moment) for place, moment in enumerate(moments)]
    answered = [len(runs) // project.tasks + (place < len(runs) % project.tasks) for place in range(project.tasks)]
    tasks = [_task(project, place, answers) for place, answers in enumerate(answered)]
    return runs, tasks


def _moment(roll: Roll, project: InventedProject) -> datetime:
    """Evenings and weekends, and most in the first weeks."""
    day = int(project.days * roll() ** 1.5)
    hour = weighted(roll, [2, 1, 1, 0, 0, 1, 2, 3, 4, 5, 5, 5, 6, 5, 5, 6, 7, 9, 12, 14, 14, 11, 7, 4])
    start = project.began.replace(hour=0) + timedelta(days=day, hours=hour, seconds=number(roll, 0, 3599))
    return min(start, LAST - timedelta(seconds=number(roll, 60, 80_000)))


def _run(roll: Roll, project: InventedProject, run: int, place: int, created: datetime) -> Row:
    known = weighted(roll, [30, 24, 18, 14, 11, 9, 7, 5, 4, 3, 2, 1, 46])
    account = known + 1 if known < len(_NAMES) else None
    is_external = project is PROJECTS[1] and not account and place % _EXTERNAL == 0
    took = rounded(roll, project.seconds * (0.3 + 1.4 * roll()))
    address = None if account else f"192.0.2.{number(roll, 1, 60)}"
    return {
        "id": run,
        "created": _iso(created),
        "finish_time": _iso(created + timedelta(seconds=max(took, 2))),
        "project_id": project.number,
        "task_id": project.number * 10_000 + place % project.tasks,
        "user_id": account,
        "user_ip": None if is_external else address,
        "timeout": None,
        "calibration": None,
        "external_uid": "school-7" if is_external else None,
        "media_url": None,
        "info": {"answer": pick(roll, ("yes", "no", "unsure"))},
    }


def _task(project: InventedProject, place: int, answers: int) -> Row:
    return {
        "id": project.number * 10_000 + place,
        "created": _iso(project.began),
        "project_id": project.number,
        "state": "completed" if answers >= project.answers else "ongoing",
        "quorum": 0,
        "calibration": 0,
        "priority_0": 0.0,
        "n_answers": project.answers,
        "info": {"image": f"image-{place}.jpg"},
        "fav_user_ids": None,
    }


def _account(number: int, fullname: str) -> Row:
    name = fullname.split(" ", maxsplit=1)[0].lower()
    return {
        "id": number,
        "name": name,
        "fullname": fullname,
        "email_addr": f"{name}@volunteers.example",
        "created": "2026-01-15T10:00:00",
        "locale": "en",
        "admin": number == 1,
        "consent": True,
        "restrict": number == 5,  # noqa: PLR2004 - one of them would rather not be shown
    }


def _described(project: InventedProject) -> Row:
    return {
        "id": project.number,
        "name": project.name,
        "short_name": project.short_name,
        "published": project is not _DRAFT,
        "created": _iso(project.began),
        "owner_id": 1,
        "category_id": 1 if project.number < 5 else 2,  # noqa: PLR2004 - nature, and the rest
        "featured": project is _FEATURED,
        "info": {"passwd_hash": "an invented hash"} if project is _PROTECTED else {},
    }


def _iso(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat()


def _json(rows: list[Row]) -> bytes:
    return json.dumps(rows, ensure_ascii=False, indent=0).encode()


def _zipped(name: str, rows: list[Row]) -> bytes:
    members: Mapping[str, bytes] = {name: json.dumps(rows, ensure_ascii=False).encode()}
    return zip_bytes(dict(members))
