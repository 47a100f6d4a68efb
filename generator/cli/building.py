"""The builds of `serve`, one after the other in a process that keeps what they share: modules, and the loaded tables.

A line of the standard input asks for a build, `{"arguments": […], "quiet": …}`; the answer is a line, its exit code.
"""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from generator import interrupts
from generator.cli import run
from generator.pipeline import KeptTables


def main(answers: int, said: int) -> None:
    """Build whenever asked, until the input ends; `answers` is where answers go, `said` what quiet builds say."""
    with TemporaryDirectory(prefix="stillstats-", ignore_cleanup_errors=True) as spill:
        kept = KeptTables(Path(spill))
        with interrupts.ended_by(lambda: _removed(spill)):
            for line in sys.stdin:
                asked = json.loads(line)
                with _quiet(said, asked["quiet"]):
                    code = run(asked["arguments"], kept)
                os.write(answers, b"%d\n" % code)
        kept.close()


def _removed(spill: str) -> str:
    """Remove what the engine spilled, when a signal ends the process."""
    shutil.rmtree(spill, ignore_errors=True)
    return ""


@contextmanager
def _quiet(said: int, quiet: bool) -> Iterator[None]:  # noqa: FBT001
    """Let what a quiet build says go to a file; so does the traceback of a defect, which ends the process."""
    before = [os.dup(number) for number in (1, 2)]
    if quiet:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(said, 2)
        os.close(nothing)
    yield
    sys.stdout.flush()
    sys.stderr.flush()
    for number, was in enumerate(before, start=1):
        os.dup2(was, number)
        os.close(was)
