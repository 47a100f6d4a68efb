"""What a host takes is held to what a tree has, and what to turn down is told with what that saves."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from generator.check.limits import limit_faults
from generator.check.settings import SETTINGS, turned_down
from generator.config import load
from generator.events import formats
from generator.hosts import HOSTS
from generator.hosts.limits import Limits
from generator.pipeline import Options, build
from tests.check.conftest import Tree
from tests.conftest import FEW, NOW

APIS = ("listenbrainz", "partify", "winget", "pybossa", "wistia")
LOW = "11111111-0000-4000-8000-000000000000"

BEACON = {"ts": "2024-05-01T10:00:00Z", "media_id": "m", "visitor_key": "v", "session_key": "s"}
RUN = {"id": 1, "project_id": 1, "task_id": 1, "user_id": 1, "created": "2024-05-01T10:00:00"}
RECORDS: Mapping[str, tuple[str, tuple[Mapping[str, object], ...]]] = {
    "listens": ("listenbrainz", FEW),
    "requests": ("requests", ({"package_id": "P", "timestamp": "2024-05-01"},)),
    "task_runs": ("pybossa", ({**RUN, "finish_time": "2024-05-01T10:01:00", "info": {}},)),
    "projects": ("pybossa", ({"id": 1, "name": "Frogs", "short_name": "frogs", "published": True, "category_id": 1},)),
    "beacons": ("video-beacons", (BEACON | {"event": "load"}, BEACON | {"event": "play"})),
    "medias": ("video-beacons", ({"media_id": "m", "name": "M", "duration_s": 60, "project_id": "p"},)),
}


def mapped() -> Iterator[Mapping[str, object]]:
    """The few listens, with an artist's id, so that there are listeners of an artist."""
    mapping = {"artist_mbids": [LOW], "artists": [{"artist_credit_name": "Low", "artist_mbid": LOW, "join_phrase": ""}]}
    for line in FEW:
        yield {**line, "track_metadata": {**line["track_metadata"], "mbid_mapping": mapping}}  # type: ignore[dict-item]


def files(folder: Path, **settings: object) -> set[str]:
    """The paths of a small site of every domain, built with some settings."""
    folder.mkdir()
    for name, (_, records) in (RECORDS | {"listens": ("listenbrainz", tuple(mapped()))}).items():
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    sources = [{"format": form, "path": f"{name}.jsonl"} for name, (form, _) in RECORDS.items()]
    (folder / "config.yaml").write_text(json.dumps({"sources": sources, **settings}))
    output = folder / "output"
    build(load(folder / "config.yaml", formats.names()), output, NOW, Options())
    return {file.relative_to(output).as_posix() for file in output.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The paths of the site with all that can be left out."""
    return files(tmp_path_factory.mktemp("everything") / "project", periods=["year", "month", "week"])


SAID: dict[str, dict[str, object]] = {
    "`periods: [year, month]`": {"periods": ["year", "month"]},
    "`periods: [year]`": {"periods": ["year"]},
    "`periods: []`": {"periods": []},
    "`charts: false`": {"charts": False},
    "`pages: false`": {"pages": False},
    "`pages: {artists: 0, albums: 0, tracks: 0}`": {"pages": {"artists": 0, "albums": 0, "tracks": 0}},
    "`listeners: 0`": {"listeners": 0},
    "`packages: 0`": {"packages": 0},
    **{f"`mirrors:` without {api}": {"mirrors": [each for each in APIS if each != api]} for api in APIS},
}


@pytest.mark.parametrize("how", SAID)
def test_a_setting_leaves_out_what_is_told(how: str, everything: set[str], tmp_path: Path):
    """The files that a setting is said to save are those that a build with it lacks, each of them and no other."""
    (place,) = (place for place, setting in enumerate(SETTINGS) if setting.how == how)
    told = {path for path in everything if place in turned_down(path)}
    assert told
    assert told == everything - files(tmp_path / "project", **{"periods": ["year", "month", "week"], **SAID[how]})


def test_packed_copies_go_with_what_they_copy():
    """A copy of a page is a page, and a packed copy besides."""
    whats = [SETTINGS[place].what for place in turned_down("user/ana/month-2024-05.html.gz")]
    assert whats == ["months and weeks", "all periods", "pages", "packed copies"]
    assert [SETTINGS[place].what for place in turned_down("catalog.json.br")] == ["packed copies"]


def months(count: int) -> dict[str, str]:
    return {f"month/2024-{number:02}.html": "" for number in range(1, count + 1)}


def test_too_many_files(tree: Tree):
    """What helps is listed by how much it saves, counted in the tree; the least that is enough is said.

    There are 4 months, 1 chart, 2 years, 1 other page, the mark and the manifest: 10 files.
    """
    years = {"year/2023.json": "{}", "year/2024.json": "{}"}
    output = tree({**months(4), **years, "month/2024-01/activity.svg": "", "index.html": ""})
    (fault,) = limit_faults(output, "cloudflare", Limits(files=6))
    assert fault == (
        "10 files; cloudflare takes 6: leave out all periods (`periods: []`, 7 files), "
        "pages (`pages: false`, 6 files), months and weeks (`periods: [year]`, 5 files), "
        "charts (`charts: false`, 1 file); months and weeks alone would do"
    )
    assert list(limit_faults(output, "cloudflare", Limits(files=10))) == []


def test_several_settings_together(tree: Tree):
    """What no setting does alone the fewest do together; a file is counted once, whatever it goes with."""
    output = tree({**months(3), "1/stats/a.json": "{}", "1/stats/b.json": "{}", "v1/c.json": "{}"})
    (fault,) = limit_faults(output, "h", Limits(files=3))
    assert fault.endswith("; months and weeks and the ListenBrainz API would do")
    (fault,) = limit_faults(output, "h", Limits(files=2))
    assert fault.endswith("; months and weeks, the ListenBrainz API and the Wistia API would do")
    (fault,) = limit_faults(output, "h", Limits(files=1))
    assert fault.endswith("; all of it would leave 2 files, so choose another host")


def test_a_trifle_is_no_help(tree: Tree):
    """What saves less than a hundredth of what is too much is not proposed."""
    output = tree({**{f"v1/{number}.json": "{}" for number in range(300)}, "stats.json": "{}"})
    (fault,) = limit_faults(output, "h", Limits(files=2))
    assert "PYBOSSA" not in fault


def test_what_leaves_nothing_is_no_help(tree: Tree):
    """Of a tree that is one API alone this API is not proposed to be left out."""
    documents = {f"1/stats/user/{number}.json": "{}" for number in range(300)}
    (fault,) = limit_faults(tree({**documents, "1/stats/artist/a.json": "{}"}), "h", Limits(files=290))
    assert fault == (
        "303 files; h takes 290: leave out the listeners of artists and albums (`listeners: 0`, 1 file); "
        "all of it would leave 302 files, so choose another host"
    )


def test_nothing_to_turn_down(tree: Tree):
    """Then another host has to do."""
    assert list(limit_faults(tree({}), "h", Limits(files=1))) == ["2 files; h takes 1: choose another host"]


def test_too_many_bytes(tree: Tree):
    """Savings are told in bytes."""
    output = tree({"index.html": "x" * 5000, "badges/a.svg": "x" * 1000})
    total = sum(file.stat().st_size for file in output.rglob("*") if file.is_file())
    (fault,) = limit_faults(output, "h", Limits(tree_bytes=2000))
    assert fault == (
        f"{total:,} bytes; h takes 2,000: leave out pages (`pages: false`, 5,000 bytes), "
        "the winget API (`mirrors:` without winget, 1,000 bytes); pages alone would do"
    )


def test_files_that_are_too_large(tree: Tree):
    """Each is named with its size and what leaves it out, the first three of many."""
    output = tree({f"v1/{name}.json": f'"{"x" * 1000}"' for name in "abcde"} | {"other.txt": "x" * 1000})
    large = ", ".join(f"v1/{name}.json (1,002 bytes)" for name in "abc")
    leave = "leave it out (`mirrors:` without wistia), or choose another host"
    assert list(limit_faults(output, "h", Limits(file_bytes=999))) == [
        "other.txt (1,000 bytes): h takes 999 bytes of one file: choose another host",
        f"{large} and 2 more: h takes 999 bytes of one file: {leave}",
    ]


def test_paths_that_are_too_long(tree: Tree):
    """They are counted in bytes, not in characters."""
    output = tree({"é" * 8: "", "e" * 15: ""})
    assert list(limit_faults(output, "h", Limits(path_bytes=15))) == [
        f"{'é' * 8}: h takes 15 bytes of a path: choose another host"
    ]


def test_folders_that_are_too_full(tree: Tree):
    """Each folder is told with what lies in it, but not in the folders within it."""
    output = tree({"a/1": "", "a/2": "", "a/3": "", "a/b/1": "", "a/b/2": ""})
    assert list(limit_faults(output, "h", Limits(folder_files=2))) == [
        "a: 3 files; h takes 2 in one folder: choose another host"
    ]


@pytest.mark.parametrize(
    ("host", "path", "why"),
    [
        ("netlify", "v2/stats/C#/day.json", "# or ?"),
        ("netlify", "__MACOSX/a.json", "__MACOSX"),
        ("netlify", "v2/stats/node_modules/day.json", "node_modules"),
        ("cloudflare", "v2/stats/node_modules/day.json", "node_modules"),
        ("cloudflare", "functions/a.json", "functions at the top"),
        ("github-pages", ".well-known/a.txt", "begin with a dot"),
    ],
)
def test_names_that_a_host_treats_otherwise(tree: Tree, host: str, path: str, why: str):
    """The name, the host and the reason are told."""
    (fault,) = limit_faults(tree({path: ""}), host, HOSTS[host].limits)
    assert fault.startswith(f"{path}: {host}: ")
    assert why in fault


@pytest.mark.parametrize("host", HOSTS)
def test_a_usual_tree_fits_every_host(tree: Tree, host: str):
    """Names that look like trouble are none where they stand within a name."""
    names = (
        "user/a~2Fb.html",
        "v2/stats/node_modules.x/day.json",
        "user/functions/week.html",
        "a.b/c..d.json",
        ".nojekyll",
        "é.svg",
    )
    assert list(limit_faults(tree(dict.fromkeys(names, "")), host, HOSTS[host].limits)) == []
