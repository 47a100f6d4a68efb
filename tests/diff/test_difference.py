"""What changed between two trees is told in numbers; every expectation is counted by hand."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.diff import Difference, difference
from generator.documents import MANIFEST
from generator.errors import OutputError
from generator.pipeline import Built
from tests.conftest import FEW, listen
from tests.diff.conftest import Finished, counted, listened


def totals(found: Difference) -> dict[str, tuple[float | None, float | None]]:
    return {total.what: (total.old, total.new) for total in found.totals}


def added_and_removed(found: Difference) -> dict[str, tuple[Any, ...]]:
    return {each.kind: (each.new, each.gone, each.renamed) for each in found.added_and_removed}


def lines(found: Difference) -> list[str]:
    """Every listed change: whose, of which answer, where, and both numbers."""
    return [
        f"{changed.title}: {answer.path}: {' > '.join(change.place)}: {change.old} -> {change.new}"
        for changed in found.changed
        for answer in changed.answers
        for change in answer.changes
    ]


def test_built_trees(built: Callable[..., tuple[Path, Built]]):
    """Ana hears Can once more, twice Low no more than before, and Mia is new with one listen.

    Before: ana 2 (Low twice), ben 1 (Can). After: ana 3, ben 1, mia 1; Can has 2 listens and then Low 2 as before.
    """
    old, _ = built(*FEW, name="old", mirrors=["listenbrainz"])
    more = listen("ana", "2024-05-16T09:00", "Can", "Spoon"), listen("mia", "2024-05-16T10:00", "Air", "Venus")
    new, _ = built(*FEW, *more, name="new", mirrors=["listenbrainz"])
    found = difference(old, new, 100)
    assert totals(found) == {"listens": (3, 5), "listeners": (2, 3)}
    assert added_and_removed(found) == {"user_name": (("mia",), (), ())}
    told = lines(found)
    assert "ana: /1/user/ana/listen-count: count: 2 -> 3" in told
    assert [line for line in told if ": /1/stats/user/ana/artists: " in line] == [
        "ana: /1/stats/user/ana/artists: total_artist_count: 1 -> 2",
        "ana: /1/stats/user/ana/artists: artists > Can > listen_count: None -> 1",
    ]
    assert [line for line in told if ": /1/stats/sitewide/artists: " in line] == [
        ": /1/stats/sitewide/artists: artists > Can > listen_count: 1 -> 2",
        ": /1/stats/sitewide/artists: total_artist_count: 2 -> 3",
        ": /1/stats/sitewide/artists: artists > Air > listen_count: None -> 1",
    ]
    assert [line for line in told if line.startswith("ben: ")] == []


def test_a_built_tree_does_not_differ_from_itself(built: Callable[..., tuple[Path, Built]]):
    """Nothing is listed, and nothing is called changed."""
    output, _ = built(*FEW)
    found = difference(output, output)
    assert (found.added_and_removed, found.changed, found.more, found.notes) == ((), (), 0, ())
    assert (found.documents.added, found.documents.removed, found.documents.changed) == (0, 0, 0)


def test_a_later_build_of_the_same_events(built: Callable[..., tuple[Path, Built]]):
    """Where only the times of the computation differ, these are told."""
    old, _ = built(*FEW, name="old", site={"as_of": "2024-06-01T10:00:00Z"})
    new, _ = built(*FEW, name="new", site={"as_of": "2024-06-01T11:00:00Z"})
    found = difference(old, new)
    assert found.documents.numbers == 0
    assert found.documents.times > 0
    assert all(changed.is_volatile for changed in found.changed)
    assert ": /1/stats/sitewide/artists: payload > last_updated: 1717236000 -> 1717239600" in lines(found)


def test_totals_of_every_domain(finished: Finished):
    """Each from its own document; what neither tree counts has no line, what one does has one number."""
    listens = {"payload": {"listening_activity": [{"listen_count": 2}, {"listen_count": 5}]}}
    old = finished(
        "old",
        {},
        {
            "1/stats/sitewide/listening-activity.json": listens,
            "statistics.json": {"statistics": {"all": {"total_tracks": 9}}},
            "popularity.json": {"all_time": {"views": 50, "package_count": 3}},
            "stats.json": {"stats": {"n_task_runs": 8, "n_tasks": 4, "n_total_projects": 2, "n_total_users": 1}},
        },
    )
    new = finished(
        "new",
        {"users": [listened("ana"), listened("ben")]},
        {
            **counted(ana=7, ben=4),
            "popularity.json": {"all_time": {"views": 45, "package_count": 3}},
            "v1/stats/account.json": {"loads": 6, "plays": 5, "hours_watched": 1.5},
        },
    )
    assert totals(difference(old, new)) == {
        "listens": (7, 11),
        "listeners": (None, 2),
        "tracks played": (9, None),
        "package views": (50, 45),
        "packages": (3, 3),
        "task runs": (8, None),
        "tasks": (4, None),
        "projects": (2, None),
        "volunteers": (1, None),
        "loads": (None, 6),
        "plays": (None, 5),
        "hours watched": (None, 1.5),
    }


def test_new_gone_and_renamed_subjects(finished: Finished):
    """A name that changes case is the same listener; where there are two such names nobody can say who is who."""
    old = finished("old", {"users": [listened(name) for name in ("ana", "Ben", "mia", "zoe")]}, counted(ana=1, Ben=2))
    new = finished("new", {"users": [listened(name) for name in ("ana", "ben", "MIA", "Mia")]}, counted(ana=1, ben=5))
    found = difference(old, new)
    assert added_and_removed(found) == {"user_name": (("MIA", "Mia"), ("mia", "zoe"), (("Ben", "ben"),))}
    assert lines(found) == ["ben: /1/user/ben/listen-count: count: 2 -> 5"]
    assert found.changed[0].answers[0].was == "/1/user/Ben/listen-count"


def test_a_segment_that_changes_is_no_other_listener(finished: Finished):
    """Ana's folder is escaped since there is another ana; also a listener who is called like a part of the path."""
    old = finished("old", {"users": [listened("Ana"), listened("user")]}, counted(Ana=1, user=1))
    new = finished(
        "new",
        {"users": [listened("Ana", "~41na"), listened("ana"), listened("user")]},
        counted(**{"~41na": 2, "ana": 7, "user": 3}),
    )
    found = difference(old, new)
    assert added_and_removed(found) == {"user_name": (("ana",), (), ())}
    assert lines(found) == [
        "user: /1/user/user/listen-count: count: 1 -> 3",
        "Ana: /1/user/~41na/listen-count: count: 1 -> 2",
    ]


def first(names: list[tuple[str, int]], total: int, most: int) -> dict[str, object]:
    items = [{"artist_name": name, "listen_count": count} for name, count in names[:most]]
    return {"payload": {"artists": items, "count": len(items), "total_artist_count": total, "offset": 0}}


def test_who_enters_the_first_of_a_list_is_looked_up(finished: Finished):
    """Of three the first two are listed: Can, third with 3, passes Air with 8; it is no more new than Air is gone."""
    trees = []
    for name, ranked in (
        ("old", [("Low", 9), ("Air", 4), ("Can", 3)]),
        ("new", [("Low", 9), ("Can", 8), ("Air", 4)]),
    ):
        documents = {
            "1/stats/user/ana/artists.json": first(ranked, 3, 2),
            "1/stats/user/ana/artists/all_time/all.json": first(ranked, 3, 3),
        }
        catalog = {"users": [listened("ana", artists=["all_time"])]}
        trees.append(finished(name, catalog, {**documents, **counted(ana=1)}))
    assert lines(difference(*trees)) == ["ana: /1/stats/user/ana/artists: artists > Can > listen_count: 3 -> 8"]


def test_who_is_not_in_the_whole_list_is_new(finished: Finished):
    """Also where there is no whole list to look into."""
    catalog = {"users": [listened("ana", artists=["all_time"])]}
    old = finished("old", catalog, {"1/stats/user/ana/artists.json": first([("Low", 9)], 1, 2)})
    new = finished("new", catalog, {"1/stats/user/ana/artists.json": first([("Low", 9), ("Can", 3)], 2, 2)})
    assert lines(difference(old, new)) == [
        "ana: /1/stats/user/ana/artists: total_artist_count: 1 -> 2",
        "ana: /1/stats/user/ana/artists: artists > Can > listen_count: None -> 3",
    ]


def test_the_largest_changes_of_the_most_changed_subjects(finished: Finished):
    """Of five listeners and two packages the three that changed most, from both kinds in turn; ties by name.

    Listens grew by 1, 5, 5, 2 and 0, views by 1 and 9: ana with 5 before ben with 5, and B with 9.
    """
    users = [listened(name) for name in ("ana", "ben", "cid", "dan", "eva")]
    packages = [{"package_id": name, "segment": name, "paths": {f"/v2/stats/{name}/month": []}} for name in "AB"]
    catalog = {"users": users, "packages": packages}

    def months(**views: int) -> dict[str, object]:
        data = {name: [{"Period": "2024-05", "Value": count}] for name, count in views.items()}
        return {f"v2/stats/{name}/month.json": {"Stats": {"Id": name, "Data": bins}} for name, bins in data.items()}

    old = finished("old", catalog, {**counted(cid=1, ana=1, ben=9, dan=3, eva=1), **months(A=1, B=1)})
    new = finished("new", catalog, {**counted(cid=2, ana=6, ben=4, dan=5, eva=1), **months(A=2, B=10)})
    found = difference(old, new, 3)
    assert lines(found) == [
        "ana: /1/user/ana/listen-count: count: 1 -> 6",
        "ben: /1/user/ben/listen-count: count: 9 -> 4",
        "B: /v2/stats/B/month: Data > 2024-05 > Value: 1 -> 10",
    ]
    assert found.more == 3


def test_every_answer_has_its_turn(finished: Finished):
    """Of a listener's changes the largest of each answer come first, what is about the listener alone before them."""
    catalog = {"users": [listened("ana", artists=["all_time"], releases=["all_time"])]}

    def answers(ana: int, artists: dict[str, int], releases: dict[str, int]) -> dict[str, object]:
        return {
            **counted(ana=ana),
            "1/stats/user/ana/artists.json": {"a": [{"name": name, "n": count} for name, count in artists.items()]},
            "1/stats/user/ana/releases.json": {"r": [{"name": name, "n": count} for name, count in releases.items()]},
        }

    old = finished("old", catalog, answers(1, {"Low": 1, "Can": 1, "Air": 1}, {"Ege": 1, "Moon": 1}))
    new = finished("new", catalog, answers(2, {"Low": 8, "Can": 7, "Air": 1, "Neu": 50}, {"Ege": 3, "Moon": 4}))
    found = difference(old, new, 4)
    assert lines(found) == [
        "ana: /1/user/ana/listen-count: count: 1 -> 2",
        "ana: /1/stats/user/ana/artists: a > Low > n: 1 -> 8",
        "ana: /1/stats/user/ana/artists: a > Can > n: 1 -> 7",
        "ana: /1/stats/user/ana/releases: r > Moon > n: 1 -> 4",
    ]
    assert found.changed[0].more == 2  # Neu, which nobody knows the difference of, and Ege


def test_artists_are_called_by_their_names(finished: Finished):
    """What the catalog lists by an identifier is told by the name that a document says, of whatever range."""
    entry = {"artist_mbid": "id-1", "segment": "id-1", "paths": {"/1/stats/artist/id-1/listeners": ["week"]}}
    document = {"payload": {"artist_mbid": "id-1", "artist_name": "Low", "total_listen_count": 3}}
    old = finished("old", {}, {})
    new = finished("new", {"artists": [entry]}, {"1/stats/artist/id-1/listeners/week.json": document})
    assert added_and_removed(difference(old, new)) == {"artist_mbid": (("Low",), (), ())}


def test_documents_are_counted_by_their_hashes(finished: Finished):
    """Pages and drawings, too; the catalog and the counts of the one listener changed."""
    old = finished("old", {"users": [listened("ana")]}, {**counted(ana=1), "a.svg": "old", "b.svg": "x", "c.svg": "x"})
    new = finished("new", {"users": [listened("ana")]}, {**counted(ana=2), "a.svg": "new", "b.svg": "x", "d.svg": "x"})
    documents = difference(old, new).documents
    assert (documents.old, documents.new) == (6, 6)
    assert (documents.added_paths, documents.removed_paths, documents.changed) == (("d.svg",), ("c.svg",), 2)
    assert (documents.numbers, documents.times, documents.words) == (1, 0, 0)


@pytest.mark.parametrize("broken", [None, b"", b'{"algorithm":"sha256","fi', b"[]"])
def test_files_are_read_where_the_manifest_is_of_no_use(finished: Finished, broken: bytes | None):
    """It is noted, and the answer is the same."""
    old = finished("old", {"users": [listened("ana")]}, counted(ana=1))
    new = finished("new", {"users": [listened("ana")]}, counted(ana=2))
    expected = difference(old, new)
    (old / MANIFEST).unlink()
    if broken is not None:
        (old / MANIFEST).write_bytes(broken)
    found = difference(old, new)
    assert (found.totals, found.changed, found.documents) == (expected.totals, expected.changed, expected.documents)
    (note,) = found.notes
    assert note.endswith("; its files were read instead")


@pytest.mark.parametrize("name", ["old", "new"])
def test_a_folder_that_is_no_tree(finished: Finished, name: str, tmp_path: Path):
    """It is named, whichever it is."""
    tree = finished("tree", {}, {})
    (tmp_path / "plain").mkdir()
    both = (tmp_path / "plain", tree) if name == "old" else (tree, tmp_path / "plain")
    with pytest.raises(OutputError, match="plain: is no tree that stillstats made"):
        difference(*both)


def test_documents_that_cannot_be_compared_are_noted(finished: Finished):
    """One that is missing, one that is no JSON, one that is deeper than any; the others are told all the same."""
    catalog = {"users": [listened(name) for name in ("ana", "ben", "cid", "dan")]}
    old = finished("old", catalog, counted(ana=1, ben=1, cid=1, dan=1))
    new = finished("new", catalog, counted(ana=2, ben=2, cid=2, dan=2))
    (new / "1/user/ana/listen-count.json").unlink()
    (new / "1/user/ben/listen-count.json").write_bytes(b"{")
    for tree, innermost in ((old, b"1"), (new, b"2")):
        (tree / "1/user/cid/listen-count.json").write_bytes(b'{"a":' * 900 + innermost + b"}" * 900)
    found = difference(old, new)
    assert lines(found) == ["dan: /1/user/dan/listen-count: count: 1 -> 2"]
    assert len(found.notes) == 3


def test_nothing_outside_a_tree_is_read(finished: Finished, tmp_path: Path):
    """Neither through a link nor by a path of the catalog, whatever the manifest says."""
    (tmp_path / "secret.json").write_text('{"count": 42}')
    escaping = {"user_name": "eve", "segment": "eve", "paths": {"/../secret": []}}
    catalog = {"users": [listened("ana"), escaping]}
    old = finished("old", catalog, counted(ana=1))
    new = finished("new", catalog, counted(ana=2))
    (new / "1/user/ana/listen-count.json").unlink()
    (new / "1/user/ana/listen-count.json").symlink_to(tmp_path / "secret.json")
    for tree in (old, new):
        said = (tree / MANIFEST).read_text()
        size = 1 if tree == old else 2
        entry = f'"../secret.json":{{"bytes":{size},"sha256":"00"}},\n"1/user/ana'
        (tree / MANIFEST).write_text(said.replace('"1/user/ana', entry))
    found = difference(old, new)
    assert found.changed == ()
    assert {note.rpartition(": is left out: ")[2].split(";")[0] for note in found.notes} == {"it lies outside the tree"}


def test_a_catalog_that_is_none(finished: Finished):
    """It is noted, and the totals are told that need none."""
    old = finished("old", {}, {"v1/stats/account.json": {"loads": 1, "plays": 1, "hours_watched": 0.1}})
    new = finished("new", {}, {"v1/stats/account.json": {"loads": 2, "plays": 1, "hours_watched": 0.3}})
    (old / "catalog.json").write_text('{"sitewide": [1], "users": [{}]}')
    found = difference(old, new)
    assert totals(found) == {"loads": (1, 2), "plays": (1, 1), "hours watched": (0.1, 0.3)}
    assert added_and_removed(found) == {}
    assert found.notes == ("catalog.json: is no catalog of paths with their ranges; `stillstats check` says more",)


def test_times_within_items_are_no_change(finished: Finished):
    """Where a bucket begins is as volatile as when the answer was computed."""
    catalog = {"users": [listened("ana", artists=["all_time"])]}
    trees = [
        finished(name, catalog, {"1/stats/user/ana/artists.json": {"days": [{"day": "a", "from_ts": at, "n": 1}]}})
        for name, at in (("old", 1), ("new", 2))
    ]
    found = difference(*trees)
    assert (found.changed, found.documents.times) == ((), 1)


def test_backwards_is_the_mirror_of_forwards(built: Callable[..., tuple[Path, Built]]):
    """New is gone, old is new, and the same subjects are listed in the same order."""
    old, _ = built(*FEW, listen("Zoe", "2024-05-10T10:00", "low", "Words"), name="old")
    more = listen("ana", "2024-05-16T09:00", "Can", "Spoon"), listen("mia", "2024-05-16T10:00", "Air", "Venus")
    new, _ = built(*FEW, *more, listen("zoe", "2024-05-10T10:00", "Low", "Words"), name="new")
    forwards, backwards = difference(old, new), difference(new, old)
    assert [(each.what, each.new, each.old) for each in backwards.totals] == [
        (each.what, each.old, each.new) for each in forwards.totals
    ]
    assert [(each.gone, each.new, tuple((b, a) for a, b in each.renamed)) for each in backwards.added_and_removed] == [
        (each.new, each.gone, each.renamed) for each in forwards.added_and_removed
    ]
    assert [
        (each.pair.was, answer.was, change.was, change.place, change.new, change.old)
        for each in backwards.changed
        for answer in each.answers
        for change in answer.changes
    ] == [
        (each.pair.name, answer.path, change.place, change.was, change.old, change.new)
        for each in forwards.changed
        for answer in each.answers
        for change in answer.changes
    ]
