"""Processes that make or write documents, as many as are wanted: each has a thread here that asks it and waits.

They are fresh processes, not copies of this one, in which the engine's threads run. They hear no signal of a terminal,
and end when their input does: none outlives this process, whatever ends it.
"""

import json
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from queue import SimpleQueue
from typing import TypeVar, cast

from generator import interrupts, worker
from generator.errors import WorkerError

T = TypeVar("T")

Prepare = Callable[[], object]  # a function of a module, or a partial of one

# A process imports what we do from where we do; a signal that comes before is not its business.
_BEGIN = """
import json, signal, sys
for number in (signal.SIGINT, signal.SIGHUP):
    signal.signal(number, signal.SIG_IGN)
sys.path[:] = json.loads(sys.argv.pop(1))
from generator.worker import run
run()
"""


class Pool:
    """Some processes that have begun; what they are asked for is answered by the first that is idle."""

    def __init__(self, count: int, prepare: Sequence[Prepare]) -> None:
        self.count = count
        self._processes = [_begun() for _ in range(count)]
        self._idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        self._threads = ThreadPoolExecutor(count)
        message = pickle.dumps(tuple(prepare), 5)
        for process in self._processes:
            self._threads.submit(self._prepared, process, message)

    def submit(self, request: Callable[[], T]) -> Future[T]:
        """Have a function called that can be pickled; the future raises what it raises."""
        return self._threads.submit(self._answered, request)

    def kill(self) -> str:
        """End all processes at once."""
        for process in self._processes:
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    os.kill(process.pid, signal.SIGKILL)
        return ""

    def close(self) -> None:
        """End all processes, and wait until none is left."""
        self.kill()
        self._threads.shutdown(cancel_futures=True)
        for process in self._processes:
            with suppress(OSError), process:  # what was not sent to it is no matter
                pass

    def _prepared(self, process: subprocess.Popen[bytes], message: bytes) -> None:
        with suppress(OSError):  # it is told of when it is asked
            _send(process, message)
        self._idle.put(process)

    def _answered(self, request: Callable[[], T]) -> T:
        process = self._idle.get()
        try:
            return _asked(process, request)
        finally:
            self._idle.put(process)


@contextmanager
def pool(count: int, prepare: Sequence[Prepare]) -> Iterator[Pool]:
    """Give so many processes until the end of the block; each calls some functions first."""
    with interrupts.deferred():
        begun = Pool(count, prepare)
    try:
        with interrupts.ended_by(begun.kill):
            yield begun
    finally:
        begun.close()


def _begun() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", "-c", _BEGIN, json.dumps(sys.path)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, process_group=0)  # noqa: S603 - ourselves


def _asked(process: subprocess.Popen[bytes], request: Callable[[], T]) -> T:
    """What a process answers; WorkerError where it does not, whatever the function raises where it does."""
    try:
        _send(process, pickle.dumps(request, 5))
        message = worker.read(process.stdout) if process.stdout else None
    except OSError:
        message = None
    if message is None:
        raise WorkerError(_ended(process))
    answer = pickle.loads(message)  # noqa: S301 - from a process that we began
    if isinstance(answer, worker.Failure):
        raise answer.error
    return cast("T", answer)


def _send(process: subprocess.Popen[bytes], message: bytes) -> None:
    if process.stdin:
        worker.write(process.stdin, message)


def _ended(process: subprocess.Popen[bytes]) -> str:
    """How a process ended, and what to do."""
    code = process.wait()
    how = f"was killed by signal {-code}" if code < 0 else f"ended with exit code {code}"
    return (
        f"a process that makes or writes documents {how}; the system may have been out of memory: build with fewer of "
        "them (-j 1), or give the engine less (--memory)"
    )
