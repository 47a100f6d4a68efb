"""Jobs become documents: in processes of their own where there are many, else here."""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial

from generator import worker
from generator.documents import Document, Job
from generator.pipeline.pool import Pool, Prepare, pool

_FEW = 200  # jobs that are made sooner than a process has begun
_CHUNK = 16  # jobs that a process is asked for at once
_AHEAD = 3  # chunks a process, of which one is being made

Write = Callable[[Document], None]
Pickled = tuple[Job, bytes]  # a job, and its maker as it is sent
Asked = tuple[list[Job], Future[list[bytes]]]


def cores() -> int:
    """How many processes can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(slots=True)
class Making:
    """Jobs that are being made, each written in the order in which it came.

    `count` processes make them; with one, this process does, as it does with a few jobs.
    """

    count: int
    prepare: Callable[[], Sequence[Prepare]]
    write: Write
    _stack: ExitStack
    _pool: Pool | None = None
    _waiting: list[Pickled] = field(default_factory=list)
    _asked: deque[Asked] = field(default_factory=deque)

    def begin(self) -> Pool | None:
        """Begin the processes, if there are to be any and they were not begun, so that they are there when needed."""
        if self.count > 1 and self._pool is None:
            self._pool = self._stack.enter_context(pool(self.count, self.prepare()))
        return self._pool

    def take(self, job: Job, pickled: bytes) -> None:
        """Make a job, now or before the end."""
        if self.count == 1:
            self.write(Document(job.path, job.make(), job.kind))
            return
        self._waiting.append((job, pickled))
        if self._pool is None and len(self._waiting) >= _FEW:
            self.begin()
        while self._pool and len(self._waiting) >= _CHUNK:
            self._ask(self._pool)

    def finish(self) -> None:
        """Make what is left."""
        while self._pool and self._waiting:
            self._ask(self._pool)
        for job, _ in self._waiting:
            self.write(Document(job.path, job.make(), job.kind))
        self._waiting.clear()
        while self._asked:
            self._receive()

    def _ask(self, processes: Pool) -> None:
        chunk, self._waiting = self._waiting[:_CHUNK], self._waiting[_CHUNK:]
        self._asked.append(
            ([job for job, _ in chunk], processes.submit(partial(worker.made, [pickled for _, pickled in chunk])))
        )
        while self._asked and (len(self._asked) > _AHEAD * self.count or self._asked[0][1].done()):
            self._receive()

    def _receive(self) -> None:
        jobs, future = self._asked.popleft()
        for job, body in zip(jobs, future.result(), strict=True):
            self.write(Document(job.path, body, job.kind))


@contextmanager
def making(count: int, prepare: Callable[[], Sequence[Prepare]], write: Write) -> Iterator[Making]:
    """Make jobs until the end of the block, in so many processes, each of which calls first what `prepare` answers."""
    with ExitStack() as stack:
        yield Making(count, prepare, write, stack)
