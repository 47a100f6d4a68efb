"""Every file of a tree is as the manifest says, and whatever is otherwise is told in one sentence."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.check import faults
from generator.documents import MANIFEST
from generator.errors import OutputError
from generator.pipeline import Built
from tests.check.conftest import Tree

NOBODY = 65534


@pytest.fixture
def readable(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tree that somebody without rights looks at, from within: the folders above may be closed to them."""
    output = tree({"a.json": "{}", "b/c.json": "{}"})
    for folder in (output, output / "b"):
        folder.chmod(0o755)
    for file in output.rglob("*.json"):
        file.chmod(0o644)
    monkeypatch.chdir(output)
    return Path()


def unprivileged(act: Callable[[], list[str]]) -> list[str]:
    """What an act answers when it is done by somebody who may not read everything."""
    if os.geteuid():
        return act()
    os.seteuid(NOBODY)
    try:
        return act()
    finally:
        os.seteuid(0)


def test_a_built_tree_has_no_faults(built: Callable[..., tuple[Path, Built]]):
    """Pages, charts, documents and manifest, as the program makes them."""
    output, _ = built(pages=True)
    assert list(faults(output)) == []


def test_a_folder_of_others_is_no_tree(tmp_path: Path):
    """It says what to do instead."""
    with pytest.raises(OutputError, match="build it first"):
        list(faults(tmp_path))


def test_changed_missing_and_foreign_files_are_a_sentence_each(tree: Tree):
    """Sizes are told where they differ; a change that keeps the size is found, too."""
    output = tree({"a.txt": "old", "b.txt": "old", "c/d.txt": "old", "e.txt": "old"})
    (output / "a.txt").write_text("new")
    (output / "b.txt").write_text("longer")
    (output / "c" / "d.txt").unlink()
    (output / "CNAME").write_text("stats.example.org")
    assert list(faults(output)) == [
        "CNAME: is foreign, as the manifest does not list it; remove it, or build again",
        "a.txt: is changed, as its sha256 is not the manifest's; build again, or copy the whole tree anew",
        "b.txt: is changed, 6 bytes where the manifest says 3; build again, or copy the whole tree anew",
        "c/d.txt: is missing; build again, or copy the whole tree anew",
    ]


def test_a_missing_file_is_told_once(tree: Tree):
    """However many pages link to it, and though the catalog lists it."""
    output = tree(
        {
            "catalog.json": '{"sitewide": {"/stats": []}}',
            "index.html": '<a href="stats.json"><a href="a.html">',
            "a.html": '<a href="stats.json">',
            "stats.json": "{}",
        }
    )
    (output / "stats.json").unlink()
    assert [fault.split(";")[0] for fault in faults(output)] == ["stats.json: is missing"]


def test_a_folder_in_the_place_of_a_file(tree: Tree):
    """It is one fault, and what it holds is foreign."""
    output = tree({"a.json": "{}"})
    (output / "a.json").unlink()
    (output / "a.json").mkdir()
    (output / "a.json" / "b.json").write_text("{}")
    assert [fault.split(",")[0].split(";")[0] for fault in faults(output)] == [
        "a.json: is a folder where the manifest lists a file",
        "a.json/b.json: is foreign",
    ]


def test_links_are_told_and_never_followed(tree: Tree, tmp_path: Path):
    """Neither to a file, nor to a folder, nor to themselves; nothing is said of what lies behind them."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "broken.json").write_text("{")
    output = tree({"a.json": "{}", "b/c.json": "{}", "index.html": '<a href="b/c.json"><a href="d/broken.json">'})
    (output / "a.json").unlink()
    (output / "a.json").symlink_to(outside / "broken.json")
    shutil.rmtree(output / "b")
    (output / "b").symlink_to(outside)
    (output / "d").symlink_to(outside)
    (output / "e").symlink_to(".")
    found = list(faults(output))
    assert [fault.split(",")[0] for fault in found if "symbolic" in fault] == [
        f"{name}: is a symbolic link" for name in ("a.json", "b", "d", "e")
    ]
    assert [fault for fault in found if "symbolic" not in fault] == [
        "index.html: links to d/broken.json, which is not there"
    ]


def test_a_manifest_behind_a_link_is_none(tree: Tree, tmp_path: Path):
    """Whoever can place a link could vouch for anything."""
    output = tree({"a.json": "{}"})
    shutil.move(output / MANIFEST, tmp_path / MANIFEST)
    (output / MANIFEST).symlink_to(tmp_path / MANIFEST)
    assert [fault.split(";")[0].split(",")[0] for fault in faults(output)] == [
        "manifest.json: cannot be read: is no plain file",
        "manifest.json: is a symbolic link",
    ]


def test_a_pipe_is_not_waited_for(tree: Tree):
    """What is neither file nor folder is told, and not opened."""
    output = tree({})
    os.mkfifo(output / "a.json")
    assert list(faults(output)) == ["a.json: is neither a file nor a folder; remove it"]


def test_a_file_that_may_not_be_read(readable: Path):
    """It says so, with the reason."""
    (readable / "a.json").chmod(0)
    found = unprivileged(lambda: list(faults(readable)))
    assert found == ["a.json: cannot be read: Permission denied; let the file be read"]


def test_a_folder_that_may_not_be_read(readable: Path):
    """Its files are not called missing."""
    (readable / "b").chmod(0)
    found = unprivileged(lambda: list(faults(readable)))
    (readable / "b").chmod(0o755)
    assert found == ["b: cannot be read: Permission denied; let the folder be read"]


def test_names_that_are_no_text(tree: Tree):
    """A name that is not UTF-8 is told with its bytes, one with a line break on one line."""
    output = tree({})
    Path(os.fsdecode(os.fsencode(output) + b"/bad\xff.json")).write_text("{}")
    (output / "a\nb\x1b[31m.json").write_text("{}")
    assert list(faults(output)) == [
        "a\\nb\\x1b[31m.json: is foreign, as the manifest does not list it; remove it, or build again",
        "bad\\xff.json: has a name that is not UTF-8, which every host stores in its own way; remove it",
    ]


def test_a_manifest_that_is_cut_off(tree: Tree):
    """Wherever it ends, that is the only fault: no file is called foreign or missing for it."""
    output = tree({"a.json": "{}", "ä.json": "{}"})
    whole = (output / MANIFEST).read_bytes().rstrip()
    for length in range(len(whole)):
        (output / MANIFEST).write_bytes(whole[:length])
        (fault,) = faults(output)
        assert fault.startswith("manifest.json: is cut off or broken: ")


@pytest.mark.parametrize(
    "said",
    [
        "[]",
        "{}",
        '{"algorithm":"md5","files":{}}',
        '{"algorithm":"sha256","files":[]}',
        '{"algorithm":"sha256","files":{"a":1}}',
        '{"algorithm":"sha256","files":{"a":{"bytes":1}}}',
        '{"algorithm":"sha256","files":{"a":{"bytes":1,"sha256":"xyz"}}}',
    ],
)
def test_json_that_is_no_manifest(tree: Tree, said: str):
    """It is one fault, and nothing is held to it."""
    output = tree({"a.json": "{}"})
    (output / MANIFEST).write_text(said)
    assert [fault.split(";")[0] for fault in faults(output)] == [
        "manifest.json: is no manifest of files with bytes and sha256"
    ]


def test_a_manifest_reaches_nowhere_else(tree: Tree, tmp_path: Path):
    """A path that leads out of the tree is missing, whatever lies there."""
    output = tree({})
    (tmp_path / "secret").write_text("")
    said = (output / MANIFEST).read_text()
    (output / MANIFEST).write_text(said.replace('"stillstats.json"', '"../secret"'))
    assert [fault.split(";")[0].split(",")[0] for fault in faults(output)] == [
        "stillstats.json: is foreign",
        "../secret: is missing",
    ]


def test_an_old_tree_has_no_manifest(tree: Tree):
    """It says so, and everything else is looked at all the same."""
    output = tree({"a.json": "{"})
    (output / MANIFEST).unlink()
    first, second = faults(output)
    assert first.startswith("manifest.json: is not there, as in trees of older versions")
    assert second.startswith("a.json: is not JSON: ")


def test_a_folder_may_be_called_like_a_page(tree: Tree):
    """Names of listeners and projects become folders, and end as they end."""
    assert list(faults(tree({"user/ana.html/x.txt": "", "user/ana.json/x.txt": ""}))) == []
