"""Trees that many tests read are built once a run: pytest's processes share them, whichever of them is the first."""

import fcntl
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

_DONE = "done"


def shared(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Path]) -> Path:
    """Give the tree that `make` builds within a folder of its own, built by whoever asks first; nobody writes to it.

    `name` tells the trees of a run apart. The others wait while it is built; where building fails, the next one tries.
    """
    root = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent  # the folder of a process lies in that of the run
    folder = root / f"shared-{name}"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = folder / _DONE
        if not done.exists():
            with suppress(FileExistsError):
                (folder / "made").mkdir()
            made = make(folder / "made")
            done.write_text(made.relative_to(folder).as_posix())
        return folder / done.read_text()
