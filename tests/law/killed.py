"""A build in a process of its own that is killed before a call of the system: `killed FOLDER OUTPUT CALL`."""

import os
import signal
import sys
from pathlib import Path

from tests.law.sites import made

CALLS = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "open", "os.scandir", "os.link", "ctypes.dlsym"}


def main(folder: Path, output: Path, call: int) -> None:
    """Build, and be killed before the call of that number, if there are so many."""
    met = 0

    def meet(event: str, _: object) -> None:
        nonlocal met
        if event in CALLS:  # and not the kill itself, which is an event, too
            met += 1
            if met == call:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(meet)
    made(folder, output)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
