"""The process that builds for the live server, again and again: what builds share stays in it.

It is a group of its own: the interrupt of a terminal reaches us alone, and we end it.
"""

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from threading import Event
from typing import IO

from generator.interrupts import SIGNALS, Noted
from generator.serve.inputs import ServedProject

_PATIENCE = 20  # seconds that a build has to clean up
_LOOK = 0.05  # seconds between looks for the end

# It begins with what is imported from where we import it, and deaf to signals until it can put right what it began.
# We say that one came, it does not.
_BEGIN = """
import json, signal, sys
sys.path[:] = json.loads(sys.argv[1])
from generator import interrupts
signal.signal(signal.SIGINT, signal.SIG_DFL)
interrupts.heed(silently=True)
signal.pthread_sigmask(signal.SIG_UNBLOCK, interrupts.SIGNALS)
from generator.cli import building
building.main(*map(int, sys.argv[2:]))
"""


@dataclass(frozen=True, slots=True)
class BuildEnd:
    """How a build ended: its exit code, and what it said where it was quiet."""

    code: int
    said: str


@dataclass(slots=True)
class Builder:
    """Builds of a project in one process, which is begun with the first and anew when it has ended."""

    project: ServedProject
    said: IO[bytes] = field(default_factory=TemporaryFile)
    _child: subprocess.Popen[bytes] | None = None
    _answers: int = -1

    def build(self, stop: Event | Noted, *, quiet: bool) -> BuildEnd:
        """Build once; it ends early when `stop` is set. A build that is not quiet says it where we do."""
        child = self._running()
        self.said.seek(0)
        self.said.truncate()
        arguments = ["build", "-c", str(self.project.config_file), "-o", str(self.project.output)]
        asked = json.dumps({"arguments": arguments, "quiet": quiet})
        if child.stdin:
            child.stdin.write(f"{asked}\n".encode())
            child.stdin.flush()
        answer = self._answer(stop)
        if answer is None:
            self.end()
        self.said.seek(0)
        return BuildEnd(child.returncode if answer is None else answer, self.said.read().decode(errors="replace"))

    def end(self) -> None:
        """End the process, and with it the build that runs."""
        child, self._child = self._child, None
        if child:
            _end(child)
            os.close(self._answers)

    def _answer(self, stop: Event | Noted) -> int | None:
        """The exit code that is answered; None where the process has ended, or is to."""
        while not stop.is_set():
            if select.select([self._answers], [], [], _LOOK)[0]:
                line = os.read(self._answers, 100)
                return int(line) if line else None
        return None

    def _running(self) -> subprocess.Popen[bytes]:
        """The process, begun if there is none."""
        if self._child is None or self._child.poll() is not None:
            self.end()
            self._answers, answers = os.pipe()
            with _closed(answers):
                self._child = _begun(answers, self.said.fileno())
        return self._child


@contextmanager
def building(project: ServedProject) -> Iterator[Builder]:
    """Give a builder of a project, whose process ends with the block."""
    with TemporaryFile() as said:
        builder = Builder(project, said)
        try:
            yield builder
        finally:
            builder.end()


def _begun(answers: int, said: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", "-c", _BEGIN, json.dumps(sys.path), str(answers), str(said)]
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)  # so that none comes while nobody knows the process
    with ExitStack() as after:
        after.callback(signal.pthread_sigmask, signal.SIG_SETMASK, before)
        return subprocess.Popen(  # noqa: S603 - ourselves
            command, stdin=subprocess.PIPE, pass_fds=(answers, said), process_group=0
        )


@contextmanager
def _closed(descriptor: int) -> Iterator[None]:
    try:
        yield
    finally:
        os.close(descriptor)


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        child.send_signal(signal.SIGINT)
        try:
            child.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
    child.wait()
    if child.stdin:
        child.stdin.close()
