"""Files of packages, contributions and videos whose names are traps."""

import json
from collections.abc import Iterator, Mapping, Sequence

TRAPS = (
    "فيروز", "🙂", "</script>", "<b>x & y</b>", "../..", "a/b", "index", "con", "dots..", "ana", "Ana", "all",
    "2024-05", "2024-W18", "line\nbreak\x01", "{{ 7 * 7 }}", 'x" onload="y', "a", "a.html", "a.json", "e\u0301",
    "é", "stats", "\u202eevil", "\u2069out", "x" * 300, "%2F", "null-island",
)  # fmt: skip

Records = Iterator[Mapping[str, object]]


def requests() -> Records:
    """Each package on some days; the last one was asked for a year before."""
    for number, name in enumerate(TRAPS):
        for day in range(1 + number % 3):
            yield {"package_id": name, "timestamp": f"2024-05-{1 + day:02d}T10:00:00", "value": 1 + number}
    yield {"package_id": "Old", "timestamp": "2023-04-01", "value": 7}


def task_runs() -> Records:
    """Two volunteers, one of them anonymous, in each project but the last."""
    for number in range(1, len(TRAPS)):
        for who, run in enumerate(({"user_id": 1}, {"user_id": None, "user_ip": "192.0.2.1"})):
            at = f"2024-05-{1 + number % 3:02d}T10:0{who}"
            times = {"created": f"{at}:00", "finish_time": f"{at}:30"}
            yield {"id": 2 * number + who, "project_id": number, "task_id": number, **run, **times, "info": {}}


def projects() -> Records:
    """The projects of the task runs, two of them of one name, and one that nobody worked on."""
    for number, name in enumerate(TRAPS, start=1):
        called = "Frogs" if number in {1, 2} else name
        yield {"id": number, "name": called, "short_name": name, "published": True, "category_id": 1}


def beacons() -> Records:
    """Loads, plays and ranges of the medias but for the last."""
    for number, name in enumerate(TRAPS[:-1]):
        at = f"2024-05-{1 + number % 3:02d}T10:00:00Z"
        beacon = {"ts": at, "media_id": name, "visitor_key": "v", "session_key": "s"}
        watched = {"event": "range", "start_s": 0, "end_s": 1 + number}
        yield beacon | {"event": "load"}
        yield beacon | ({"event": "play"} if number % 2 else watched)


def medias() -> Records:
    """Two medias of one name in one project, others in projects that are called alike."""
    for number, name in enumerate(TRAPS):
        called = "Frogs" if number in {1, 2} else name
        project = {"project_id": TRAPS[number // 2], "project_name": called}
        yield {"media_id": name, "name": called, "duration_s": 60, **project}


FILES: Mapping[str, tuple[str, Sequence[Mapping[str, object]]]] = {
    "requests.jsonl": ("requests", tuple(requests())),
    "task_runs.jsonl": ("pybossa", tuple(task_runs())),
    "projects.jsonl": ("pybossa", tuple(projects())),
    "beacons.jsonl": ("video-beacons", tuple(beacons())),
    "medias.jsonl": ("video-beacons", tuple(medias())),
}


def lines(records: Sequence[Mapping[str, object]]) -> str:
    """The records as JSON lines."""
    return "".join(json.dumps(record) + "\n" for record in records)
