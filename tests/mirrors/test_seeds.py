"""Every document of the four mirrors has the keys of the documented examples, each of its type."""

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.listenbrainz.test_seed_shapes import fits
from tests.mirrors import trees
from tests.mirrors.test_partify_numbers import database, play
from tests.mirrors.test_pybossa_numbers import CATEGORIES, PROJECTS, USERS, source, task_run
from tests.mirrors.test_winget_numbers import log
from tests.mirrors.test_wistia_numbers import beacons
from tests.reference.pybossa import Exports
from tests.reference.video_sources import event

TEXT, COUNT, FLOAT = str, int, float
NOON = datetime.fromisoformat("2024-02-29T12:00:00")


def ranked(item: dict[str, Any]) -> dict[str, Any]:
    """Four objects by their rank."""
    return {str(rank): item for rank in range(1, 5)}


WINDOW = {
    "total_time": FLOAT,
    "total_tracks": COUNT,
    "top_albums": ranked({"album": TEXT, "plays": COUNT, "artist": TEXT}),
    "top_users": ranked({"username": TEXT, "plays": COUNT, "user": TEXT}),
    "top_artists": ranked({"plays": COUNT, "artist": TEXT}),
}
BARS = {"label": TEXT, "values": [{"label": TEXT, "value": [COUNT]}]}
COUNTS = ("n_anon", "n_auth", "n_draft_projects", "n_published_projects", "n_task_runs", "n_tasks", "n_total_projects")
LOADS = {"loads": COUNT, "load_count": COUNT, "plays": COUNT, "play_count": COUNT, "hours_watched": FLOAT}
DAY = {"data_date": TEXT, "date": TEXT, **LOADS}
MEDIA = {**LOADS, "play_rate": FLOAT, "engagement": FLOAT, "visitors": COUNT, "actions": list}
SUMMARY = ("pageLoads", "visitors", "percentOfVisitorsClickingPlay", "plays", "averagePercentWatched")
STATS = {"Stats": {"Id": TEXT, "Data": [{"Period": TEXT, "Value": COUNT}]}}

SHAPES: dict[str, Any] = {
    "statistics.json": {
        "status": TEXT,
        "statistics": dict.fromkeys(("week", "all", "month", "day", "year"), WINDOW),
        "response_time": TEXT,
    },
    **{f"v2/stats/Foo.Bar/{resolution}.json": STATS for resolution in ("day", "isoWeek", "month")},
    "stats.json": {
        "locs": TEXT,
        "projects": BARS,
        "show_locs": bool,
        "stats": dict.fromkeys((*COUNTS, "n_total_users"), COUNT),
        "tasks": BARS,
        "template": TEXT,
        "title": TEXT,
        "top5_projects_24_hours": [
            {"id": COUNT, "info": dict, "n_answers": COUNT, "name": TEXT, "short_name": TEXT}
        ],
        "top5_users_24_hours": [{"fullname": TEXT, "id": COUNT, "n_answers": COUNT, "name": TEXT}],
        "users": BARS,
    },
    "api/globalstats.json": {
        **dict.fromkeys(("n_projects", "n_users", "n_tasks", "n_task_runs", "n_pending_tasks", "n_results"), COUNT),
        "categories": [({"thinking": COUNT}, {"sensing": COUNT}, {"featured": COUNT}, {"draft": COUNT})],
    },
    "v1/stats/account.json": LOADS,
    "v1/stats/account/by_date.json": [DAY],
    "v1/stats/projects/p.json": {**LOADS, "number_of_videos": COUNT},
    "v1/stats/projects/p/by_date.json": [DAY],
    "v1/stats/medias/m.json": MEDIA,
    "v1/stats/medias/m/by_date.json": [DAY],
    "v1/stats/medias/m/engagement.json": {"engagement": FLOAT, "engagement_data": [COUNT], "rewatch_data": [COUNT]},
    "v1/medias/m/stats.json": {
        "id": COUNT, "hashed_id": TEXT, "name": TEXT, "stats": dict.fromkeys(SUMMARY, COUNT),
    },
}  # fmt: skip


def sources() -> Iterator[trees.Source]:
    """Give events that fill every list: more than four artists, albums and users, two days, two projects."""
    tracks = [(f"artist {number}", "T", f"album {number}", 1500) for number in range(6)]
    yield database([play(NOON - timedelta(seconds=at), f"user {at}", track) for at, track in enumerate(tracks)])
    yield log(
        [
            {"method": "GET", "target": "/v2/packages/Foo/Bar", "status": 200, "at": NOON, "visitor": "192.0.2.1"},
            {"method": "GET", "target": "/v2/packages/Foo/Bar", "status": 200, "at": NOON, "visitor": "192.0.2.1"},
        ]
    )
    who = [(number, None) for number in range(1, 9)] + [(None, "192.0.2.1")]
    runs = [{"id": at, **task_run(NOON, each, 1 + at % 7, 1)} for at, each in enumerate(who)]
    tasks = [{"id": number, "project_id": number, "state": "ongoing"} for number in range(1, 8)]
    results = [
        {"id": 1, "project_id": 1, "task_id": 1, "task_run_ids": [1], "last_version": True, "info": {"frogs": 2}}
    ]
    yield source(Exports(runs, tasks, results, USERS, PROJECTS, CATEGORIES))
    at, media = {"visitor": "ann", "session": "s"}, {"media_id": "m", "name": "M", "project_id": "p", "duration_s": 4}
    viewed = [event(kind, NOON - timedelta(days=2), "m", **at) for kind in ("load", "play")]
    watched = [event("range", NOON, "m", start_ms=0, end_ms=end, **at) for end in (3000, 1000)]
    yield beacons([*viewed, *watched], [media])


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build all four mirrors; answers the output folder."""
    return trees.built(tmp_path_factory.mktemp("seeds"), *sources())


def document(tree: Path, path: str) -> Any:  # noqa: ANN401
    return json.loads((tree / path).read_bytes())


@pytest.mark.parametrize("path", SHAPES)
def test_a_document_has_the_documented_keys_each_of_its_type(tree: Path, path: str):
    """All the keys of the example and no other, at every depth, and every list is filled."""
    found, shape = document(tree, path), SHAPES[path]
    assert _empty(found) <= {"info", "actions"}
    if isinstance(shape, list):
        assert {type(found), len(found)} == {list, 3}
        assert [row for row in found if not fits(row, shape[0])] == []
    else:
        assert found.keys() == shape.keys()
        assert {key: found[key] for key in found if not fits(found[key], shape[key])} == {}


def _empty(value: object, key: str = "") -> set[str]:
    """Find the keys of empty lists and objects."""
    if isinstance(value, list | dict) and not value:
        return {key}
    if isinstance(value, list):
        return {name for each in value for name in _empty(each, key)}
    return {name for at in value for name in _empty(value[at], at)} if isinstance(value, dict) else set()


def test_mirrors_tell_time_in_utc_whatever_the_sites_clock(tree: Path, tmp_path: Path):
    """A site that tells time by Auckland's clock answers the same bytes."""
    abroad = trees.built(tmp_path, *sources(), site={"timezone": "Pacific/Auckland"})
    assert dict(trees.mirrored(abroad)) == dict(trees.mirrored(tree))


def test_partifys_words_and_times_are_those_of_its_example(tree: Path):
    """Status is ok, and the time has microseconds and no zone."""
    said = document(tree, "statistics.json")
    assert said["status"] == "ok"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}", said["response_time"])


def test_a_period_is_a_date_of_javascript(tree: Path):
    """With milliseconds and a Z, at midnight."""
    row = {"Period": "2024-02-29T00:00:00.000Z", "Value": 2}
    assert document(tree, "v2/stats/Foo.Bar/day.json") == {"Stats": {"Id": "Foo.Bar", "Data": [row]}}


def test_pybossas_words_are_those_of_its_example(tree: Path):
    """Labels, the numbers before their values, what is always the same, and the order of keys."""
    said = document(tree, "stats.json")
    bars = {name: said[name] for name in ("projects", "tasks", "users")}
    words = {
        name: (bar["label"], [(row["label"], row["value"][0]) for row in bar["values"]]) for name, bar in bars.items()
    }
    assert words == {
        "projects": ("Projects Statistics", [("Published", 0), ("Draft", 0)]),
        "tasks": ("Task and Task Run Statistics", [("Tasks", 0), ("Answers", 1)]),
        "users": ("User Statistics", [("Anonymous", 0), ("Authenticated", 0)]),
    }
    assert (said["locs"], said["show_locs"]) == ("[]", False)
    assert (said["template"], said["title"]) == ("/stats/global.html", "Global Statistics")
    assert (list(said), list(said["stats"])) == (sorted(said), sorted(said["stats"]))
    assert [len(said[f"top5_{name}_24_hours"]) for name in ("projects", "users")] == [5, 5]


def test_days_are_named_as_in_wistias_example_and_empty_ones_are_there(tree: Path):
    """The account's newest day comes first, a project's and a media's oldest; both names of a day are the same."""
    paths = ("account", "projects/p", "medias/m")
    days = [
        [(row["data_date"], row["date"]) for row in document(tree, f"v1/stats/{path}/by_date.json")] for path in paths
    ]
    oldest = [(day, day) for day in ("2024-02-27", "2024-02-28", "2024-02-29")]
    assert days == [oldest[::-1], oldest, oldest]
