"""What the comparison prints, for people and for programs."""

import json

import pytest
from click.testing import CliRunner, Result

from generator.cli import cli
from tests.diff.conftest import Finished, counted, listened


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["diff", *map(str, arguments)])


def test_people_read_rows(finished: Finished):
    """Totals first, then comings and goings, then the largest changes; no line is wrapped, no name breaks one."""
    account = {"loads": 1, "plays": 1, "hours_watched": 0.1}
    old = finished(
        "old",
        {"users": [listened("ana"), listened("Ben"), listened("zoe")]},
        {**counted(ana=1000, Ben=2, zoe=1), "v1/stats/account.json": account},
    )
    new = finished(
        "new",
        {"users": [listened("ana"), listened("ben"), listened("mia\n\x1b[31m", "mia"), listened("美")]},
        {**counted(ana=1234, ben=1, mia=1), "v1/stats/account.json": {**account, "loads": 3, "hours_watched": 0.3}},
    )
    done = run(old, new)
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "total            old    new  difference",
        "listens        1,003  1,236        +233",
        "listeners          3      4          +1",
        "loads              1      3          +2",
        "plays              1      1           –",
        "hours watched    0.1    0.3        +0.2",
        "",
        "new listeners: mia\\n\\x1b[31m, 美",
        "gone listener: zoe",
        "renamed listener: Ben is now ben",
        "",
        "listener ana",
        "  /1/user/ana/listen-count",
        "    count  1,000  1,234  +234",
        "listener ben",
        "  /1/user/ben/listen-count",
        "    count  2  1  -1",
        "",
        "documents: 6 → 6; 2 added, 2 removed, 3 changed (of the answers compared 2 in numbers)",
        "  + 1/user/ben/listen-count.json",
        "  + 1/user/mia/listen-count.json",
        "  - 1/user/Ben/listen-count.json",
        "  - 1/user/zoe/listen-count.json",
    ]


def test_lists_end_where_they_are_told_to(finished: Finished):
    """What is left out is counted."""
    old = finished("old", {"users": [listened("ana"), listened("ben")]}, counted(ana=1, ben=1))
    users = [listened(name) for name in ("ana", "ben", "cid", "dan")]
    new = finished("new", {"users": users}, counted(ana=2, ben=3, cid=1, dan=1))
    told = run(old, new, "--most", 1).stdout
    assert "new listeners: cid and 1 more\n" in told
    assert "listener ben\n" in told
    assert "listener ana\n" not in told
    assert "and 1 more subject with changes\n" in told
    assert "  + 1/user/cid/listen-count.json\n  + and 1 more\n" in told


def test_new_and_gone_items_are_told_by_a_word(finished: Finished):
    """They have one number each."""
    catalog = {"users": [listened("ana", artists=["all_time"])]}
    trees = [
        finished(name, catalog, {"1/stats/user/ana/artists.json": {"artists": [{"name": artist, "n": count}]}})
        for name, artist, count in (("old", "Low", 3), ("new", "Can", 12))
    ]
    assert "    Can · n  –  12   new\n    Low · n  3   –  gone\n" in run(*trees).stdout


def test_nothing_changed(finished: Finished):
    """It says so."""
    tree = finished("tree", {"users": [listened("ana")]}, counted(ana=1))
    done = run(tree, tree)
    assert done.exit_code == 0
    assert "No number of an answer changed.\n" in done.stdout


def test_only_the_times_changed(finished: Finished):
    """It says so, and tells them."""
    trees = [
        finished(name, {"users": [listened("ana")]}, {"1/user/ana/listen-count.json": {"n": 1, "last_updated": at}})
        for name, at in (("old", 10), ("new", 20))
    ]
    told = run(*trees).stdout
    assert "Nothing changed in the answers but when they were computed.\n" in told
    assert "    last_updated  10  20  +10\n" in told


def test_programs_read_json(finished: Finished):
    """The same in numbers and names."""
    old = finished("old", {"users": [listened("ana"), listened("Ben")]}, counted(ana=1, Ben=2))
    new = finished("new", {"users": [listened("ana"), listened("ben"), listened("mia")]}, counted(ana=4, ben=2, mia=9))
    done = run(old, new, "--json")
    assert done.exit_code == 0
    said = json.loads(done.stdout)
    assert said["totals"] == [
        {"what": "listens", "old": 3, "new": 15, "difference": 12},
        {"what": "listeners", "old": 2, "new": 3, "difference": 1},
    ]
    (listeners,) = said["subjects"]
    assert (listeners["kind"], listeners["new"], listeners["gone"]) == ("listener", ["mia"], [])
    assert listeners["renamed"] == [{"old": "Ben", "new": "ben"}]
    (changed,) = said["changes"]
    assert (changed["name"], changed["more"], said["more"]) == ("ana", 0, 0)
    path = "/1/user/ana/listen-count"
    change = {"place": ["count"], "was": ["count"], "old": 1, "new": 4, "difference": 3}
    assert changed["answers"] == [{"path": path, "was": path, "changes": [change]}]
    assert said["documents"]["compared"] == {"numbers": 1, "times": 0, "words": 0}


@pytest.mark.parametrize("arguments", [(), ("a",), ("a", "b", "--most", "0"), ("a", "b", "c")])
def test_slips_are_answered_with_usage(arguments: tuple[str, ...]):
    """Exit code 2, as with every other command."""
    assert run(*arguments).exit_code == 2


def test_notes_do_not_disturb_programs(finished: Finished):
    """They are told on the error stream, and in the JSON."""
    tree = finished("tree", {}, {})
    (tree / "manifest.json").unlink()
    done = run(tree, tree, "--json")
    assert len(done.stderr.splitlines()) == 2
    assert len(json.loads(done.stdout)["notes"]) == 2
