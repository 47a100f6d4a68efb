"""Disks that are full or read-only when rules, rejects or the swap are written: what is said, and what is left."""

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import bytes_of
from tests.torture.rounds import compiled
from tests.torture.running import LONG, ROOT, surroundings
from tests.torture.smallest import make


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that fails calls of the system for one process, whoever it runs as."""
    made = compiled(tmp_path_factory.mktemp("shim"))
    if made is None:
        pytest.skip("there is no C compiler, or this is not Linux")
    return made


def told(what: str, output: Path, **environment: str) -> str:
    """Build or clean in a process of its own that has to fail; answers what it said."""
    command = [sys.executable, "-m", "tests.torture.smallest", what, str(output)]
    done = subprocess.run(
        command, cwd=ROOT, env=surroundings(**environment), capture_output=True, text=True, check=False, timeout=LONG
    )
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    return done.stderr.rstrip()


def failing(shim: Path, place: Path, calls: str, number: int) -> dict[str, str]:
    """The environment in which calls below a place fail, all of them."""
    said = {"FAULT_BELOW": str(place), "FAULT_CALLS": f",{calls},", "FAULT_ERRNO": str(number)}
    return {"LD_PRELOAD": str(shim), "FAULT_AT": "1", "FAULT_STAYS": "1", **said}


FAULTS = (
    (".site.building/hosts", "write", errno.ENOSPC, "the disk is full"),
    (".site.building/rejects.csv", "write", errno.ENOSPC, "the disk is full"),
    (".site.building/hosts", "mkdir", errno.EDQUOT, "the disk is full"),
    (".site.building/rejects.csv", "open", errno.EMFILE, "Too many open files"),
    (".site.building/tree", "write", errno.EIO, "Input/output error"),
    (".site.building/journal.json", "write", errno.ENOSPC, "the disk is full"),
    (".site.building/journal.json", "fsync", errno.EIO, "Input/output error"),
    (".site.building", "mkdir", errno.EROFS, "Read-only file system"),
    (".site.lock", "open", errno.EACCES, "Permission denied"),
    ("", "open,write,mkdir,rename,unlink,rmdir", errno.EROFS, "Read-only file system"),
)


@pytest.mark.parametrize(
    ("fault", "had"), [*((fault, True) for fault in FAULTS), *((fault, False) for fault in FAULTS[::4])]
)
def test_a_disk_that_takes_no_more_changes_nothing(
    tmp_path: Path, shim: Path, fault: tuple[str, str, int, str], *, had: bool
) -> None:
    """Wherever it happens: all three are as they were, the message is true, and the next build is whole."""
    place, calls, number, words = fault
    output = tmp_path / "out" / "site"
    output.parent.mkdir()
    if had:
        make("old", output)
    before = bytes_of(output.parent)
    said = told("new", output, **failing(shim, output.parent / place, calls, number))
    assert said.startswith(f"{output}: cannot be written: {words}"), said
    assert said.endswith("the previous output is untouched" if had else "there is no output yet"), said
    assert bytes_of(output.parent) == before
    make("new", output)
    found = bytes_of(output.parent)
    assert {"site/index.html", "site.hosts/nginx/maps.conf", "site.rejects.csv"} <= found.keys()
    assert all(b"old" not in body for body in found.values())


def test_clean_of_what_is_read_only_changes_nothing(tmp_path: Path, shim: Path) -> None:
    """And says so."""
    output = tmp_path / "site"
    make("old", output)
    before = bytes_of(tmp_path)
    said = told("clean", output, **failing(shim, tmp_path, "open,write,mkdir,rename,unlink,rmdir", errno.EROFS))
    assert said.startswith(f"{output}: cannot be written: Read-only file system")
    assert said.endswith("the previous output is untouched")
    assert bytes_of(tmp_path) == before
    make("clean", output)
    assert not list(tmp_path.iterdir())
