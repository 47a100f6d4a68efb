"""The previous output survives whatever happens to a build."""

import errno
import hashlib
import os
from pathlib import Path

import pytest

from generator import trees
from generator.documents import MANIFEST, MARK, Document
from generator.errors import OutputError
from generator.pipeline import clean
from generator.pipeline import staging as staging_module
from generator.pipeline.pool import pool
from generator.pipeline.staging import staged
from tests.conftest import bytes_of


def made(output: Path, body: bytes = b"old") -> dict[str, bytes]:
    """A finished tree, as a build leaves it."""
    with staged(output) as staging:
        staging.write(Document(MARK, b"{}", "site"))
        staging.write(Document("a/b/page.json", body, "json"))
    return bytes_of(output)


def left_beside(output: Path) -> set[str]:
    return {file.name for file in output.parent.iterdir()} - {output.name, f".{output.name}.lock"}


def test_a_tree_takes_the_old_ones_place(tmp_path: Path):
    """Nothing of the old tree stays, and nothing lies beside the new one."""
    output = tmp_path / "output"
    made(output)
    with staged(output) as staging:
        staging.write(Document(MARK, b"{}", "site"))
        staging.write(Document("new.json", b"new", "json"))
    assert set(bytes_of(output)) == {MARK, MANIFEST, "new.json"}
    assert left_beside(output) == set()


def test_the_manifest_lists_every_other_file(tmp_path: Path):
    """By path, a file a line, with its size and SHA-256, whatever the order in which they were written."""
    with staged(tmp_path / "output") as staging:
        staging.write(Document('b"é.json', b"abc", "json"))
        staging.write(Document("a/b.json", b"", "json"))
        staging.write(Document("a b.json", b"abc", "json"))
    abc = '{"bytes":3,"sha256":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}'
    nothing = '{"bytes":0,"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}'
    assert (tmp_path / "output" / MANIFEST).read_text(encoding="utf-8") == (
        f'{{"algorithm":"sha256","files":{{\n"a b.json":{abc},\n"a/b.json":{nothing},\n"b\\"é.json":{abc}\n}}}}\n'
    )
    assert staging.sizes["site"] == (1, (tmp_path / "output" / MANIFEST).stat().st_size)


@pytest.mark.parametrize("has_links", [True, False])
def test_a_body_at_several_paths_is_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, has_links: bool):
    """Where the disk knows no second names it is as many files; tree and manifest are the same."""

    def refused(*_: str) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    if not has_links:
        monkeypatch.setattr(os, "link", refused)
    body, other = b"the same", b"another"
    with staged(tmp_path / "output") as staging:
        staging.write(Document("a.json", body, "json"))
        staging.write(Document("a/all_time.json", body, "json"))
        staging.write(Document("b.json", other, "json"))
    files = bytes_of(tmp_path / "output")
    assert {path: found for path, found in files.items() if path != MANIFEST} == {
        "a.json": body, "a/all_time.json": body, "b.json": other,
    }  # fmt: skip
    listed = trees.manifest(tmp_path / "output") or {}
    assert {path: each.digest for path, each in listed.items()} == {
        path: hashlib.sha256(found).digest() for path, found in files.items() if path != MANIFEST
    }
    assert (tmp_path / "output/a.json").samefile(tmp_path / "output/a/all_time.json") == has_links


def test_a_tree_without_files_has_a_manifest(tmp_path: Path):
    """It is JSON all the same."""
    with staged(tmp_path / "output"):
        pass
    assert trees.manifest(tmp_path / "output") == {}


def test_a_failing_build_changes_nothing(tmp_path: Path):
    """Whatever is raised in the middle, the old tree is there, byte for byte."""
    output = tmp_path / "output"
    before = made(output)
    with pytest.raises(OutputError, match="File exists"), staged(output) as staging:  # noqa: PT012
        staging.write(Document("half.json", b"half", "json"))
        staging.write(Document("half.json", b"half", "json"))
    assert bytes_of(output) == before
    assert left_beside(output) == set()


def test_what_the_disk_says_to_another_process_is_told_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """An error where files are written by processes is the same OutputError, and the old tree is there."""
    monkeypatch.setattr(staging_module, "_MANY", 0)
    output = tmp_path / "output"
    before = made(output)
    with (  # noqa: PT012
        pytest.raises(OutputError, match=r"half.json.*the previous output is untouched"),
        pool(1, ()) as processes,
        staged(output) as staging,
    ):
        staging.processes = lambda: processes
        staging.write(Document("half.json", b"half", "json"))
        staging.write(Document("half.json/within.json", b"half", "json"))
    assert bytes_of(output) == before
    assert left_beside(output) == set()


def test_what_a_killed_build_left_goes_with_the_next(tmp_path: Path):
    """A staging folder and an old tree without successor are met again and put right."""
    output = tmp_path / "output"
    before = made(output)
    (tmp_path / ".output.building" / "tree").mkdir(parents=True)
    output.rename(tmp_path / ".output.old")
    with pytest.raises(ZeroDivisionError), staged(output):
        raise ZeroDivisionError
    assert bytes_of(output) == before
    assert left_beside(output) == set()


def test_two_builds_do_not_meet(tmp_path: Path):
    """The second is told to wait; the first ends as if alone."""
    output = tmp_path / "output"
    with staged(output) as staging:
        with pytest.raises(OutputError, match="another build"):
            made(output)
        staging.write(Document(MARK, b"{}", "site"))
    assert set(bytes_of(output)) == {MARK, MANIFEST}


@pytest.mark.parametrize("act", [clean, made], ids=["clean", "build"])
def test_a_folder_of_others_is_refused(tmp_path: Path, act: object):
    """Neither build nor clean touches files that stillstats did not make."""
    output = tmp_path / "output"
    output.mkdir()
    (output / "thesis.txt").write_text("years of work")
    with pytest.raises(OutputError, match="did not make"):
        act(output)  # type: ignore[operator]
    assert bytes_of(output) == {"thesis.txt": b"years of work"}


def test_an_empty_folder_is_taken(tmp_path: Path):
    """A host's checkout may have made it."""
    (tmp_path / "output").mkdir()
    assert MARK in made(tmp_path / "output")


def test_clean_removes_the_tree_and_its_rejects(tmp_path: Path):
    """And says whether there was one."""
    output = tmp_path / "output"
    made(output)
    (tmp_path / "output.rejects.csv").write_text("file,line,reason\n")
    assert clean(output)
    assert not output.exists()
    assert left_beside(output) == set()
    assert not clean(output)


@pytest.mark.parametrize("umask", [0o077, 0o022, 0o002, 0])
def test_everybody_may_read_what_is_published(tmp_path: Path, umask: int):
    """Files have 0644 and folders 0755, hosts' rules too, whatever the umask; until then nobody else may."""
    before = os.umask(umask)
    try:
        with staged(tmp_path / "output") as staging:
            staging.write(Document(MARK, b"{}", "site"))
            staging.write(Document("a/b/page.json", b"{}", "json"))
            staging.write(Document("c/server.conf", b"", "rules"), "nginx")
            assert staging.tree.parent.stat().st_mode & 0o077 == 0
    finally:
        os.umask(before)
    found = [path for path in tmp_path.rglob("*") if path.name != ".output.lock"]
    assert len(found) == 11
    assert {(path.is_dir(), oct(path.stat().st_mode & 0o777)) for path in found} == {(True, "0o755"), (False, "0o644")}


def test_a_list_of_rejects_belongs_to_its_output(tmp_path: Path):
    """That of a build that fails lies elsewhere, until a build does not; without an output it lies where lists lie."""
    output, listed = tmp_path / "output", tmp_path / "output.rejects.csv"
    with pytest.raises(ZeroDivisionError), staged(output) as staging:  # noqa: PT012
        staging.write_rejects(iter([("a", 1, "first")]))
        assert staging.keep_rejects() == listed
        raise ZeroDivisionError
    assert listed.read_text() == "file,line,reason\na,1,first\n"
    with staged(output) as staging:
        staging.write(Document(MARK, b"{}", "site"))
        assert staging.write_rejects(iter([("a", 1, "second")])) == listed
    with pytest.raises(ZeroDivisionError), staged(output) as staging:  # noqa: PT012
        staging.write_rejects(iter([("a", 1, "third")]))
        failed = staging.keep_rejects()
        raise ZeroDivisionError
    assert (listed.read_text(), failed.read_text()) == (
        "file,line,reason\na,1,second\n", "file,line,reason\na,1,third\n",
    )  # fmt: skip
    made(output)
    assert left_beside(output) == set()


@pytest.mark.parametrize("refusal", [errno.ENOSPC, errno.EDQUOT], ids=errno.errorcode.get)
def test_a_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusal: int):
    """The message says that the disk is full, and the old tree is there, byte for byte."""
    output, write, left = tmp_path / "output", os.write, [256 * 1024]
    before = made(output)

    def until_full(file: int, body: bytes) -> int:
        """As a disk with so much room does: it takes a part, then nothing."""
        if not left[0]:
            raise OSError(refusal, os.strerror(refusal))
        written = write(file, body[: left[0]])
        left[0] -= written
        return written

    monkeypatch.setattr(os, "write", until_full)
    with pytest.raises(OutputError, match="the disk is full"):
        made(output, b"x" * 1_000_000)
    assert bytes_of(output) == before
    assert left_beside(output) == set()
