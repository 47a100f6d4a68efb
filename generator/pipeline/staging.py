"""The staging tree: documents are written beside the output, and at the end all results of a build take their places.

A build that fails, is killed or fills the disk leaves them as they were; what a killed one leaves goes with the next.
"""

import csv
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path

from generator import swap, tree_writer, trees
from generator.documents import MANIFEST, MARK, Document, Planned
from generator.pipeline.document_keys import KeptTree
from generator.pipeline.pool import Pool
from generator.swap import Hold
from generator.tree_writer import NO_FORMS, Forms, Stamp, TreeFile, Trees, Written

_BATCH = 128  # documents that are handed over at once
_BATCH_BYTES = 2**20
_WAITING = 64 * 2**20  # bytes of documents that wait to be written
_WRITERS = 2
_LINK = 1000  # bytes that a link counts for while it waits
_MANY = 2000  # documents; fewer are written sooner than a process has begun

Processes = Callable[[], Pool | None]  # that write, begun if they were not; None where there are to be none


class Staging:
    """A tree that grows beside the output folder; `scratch` is for what is not part of it, `hosts` for hosts' rules.

    Documents are written by others while the next ones are made, as to make a file takes the system longer than to make
    a document: by threads, or by processes where there are many, since threads that call the system for every file wait
    for each other and for whoever makes documents. An error of the disk is raised by a later `write`, or by `finish`.
    The last file is the manifest, for which each document is hashed where it is written.

    A document of which `kept` says that the old tree has the same file is linked, which is cheaper than to make a file.
    No file that is in a tree is ever written to again.
    """

    def __init__(self, hold: Hold, forms: Forms = NO_FORMS) -> None:
        self.tree = hold.staging / swap.TREE
        self.hosts = hold.staging / swap.HOSTS
        self.rejects = hold.staging / swap.REJECTS
        self.scratch = hold.staging / "scratch"
        hold.staging.mkdir(mode=0o700)  # private files are unpacked there
        self.scratch.mkdir()
        self.sizes: dict[str, tuple[int, int]] = {}  # kind -> documents, bytes
        self.paths: list[str] = []
        self.rules: dict[str, str] = {}  # the hash of what a host needs beside the tree, by its path there
        self._hold = hold
        tree_writer.make_folder(str(hold.staging), str(self.tree))
        self._threads = ThreadPoolExecutor(_WRITERS)
        self._batch: list[TreeFile] = []
        self._batch_bytes = 0
        self._count = 0
        self._waiting: deque[tuple[int, Future[Written]]] = deque()  # the bytes of each batch that was handed over
        self._waiting_bytes = 0
        self.kept = KeptTree(hold.output)  # of the old tree
        self._forms = forms
        self.forms_hash = b""
        self.processes: Processes = lambda: None
        self.stamps: dict[str, Stamp] = {}  # how the files of the tree were written, by their paths
        self._is_finished = False

    def planned(self, documents: Iterable[Planned]) -> Iterator[Planned]:
        """The same documents, noted: what is said of them all hangs on the plan alone, not on when each is written."""
        for each in documents:
            self.paths.append(each.path)
            self.sizes.setdefault(each.kind, (0, 0))
            yield each

    def write(self, document: Document, host: str = "") -> None:
        """Write one document, or one that a host needs beside the tree; two at one path are a defect of the program."""
        if host:
            self.rules[f"{host}/{document.path}"] = sha256(document.body).hexdigest()
            self._write_rule(f"{host}/{document.path}", document)
            return
        old = self.kept.stamp(document.path)
        self._take(TreeFile(document.path, document.kind, document.body, old, self._old_forms(document.path)))

    def link(self, path: str, kind: str, stamp: Stamp) -> None:
        """Have a document as it is in the old tree."""
        self._take(TreeFile(path, kind, None, stamp, self._old_forms(path)))

    def finish(self) -> None:
        """Wait until every document is written, and write the manifest; a second time it does nothing."""
        if self._is_finished:
            return
        self._is_finished = True
        self._send_batch()
        while self._waiting:
            self._wait()
        entries = (trees.entry(path, stamp.size, stamp.digest.hex()) for path, stamp in self.stamps.items())
        manifest = b"".join(trees.manifest_lines(sorted(entries)))
        with self._hold.written():
            tree_writer.write_file(str(self.tree), MANIFEST, manifest)
            if self.hosts.exists():
                tree_writer.write_file(str(self.hosts), MARK, b"{}")
        _count(self.sizes, "site", 1, len(manifest))

    def write_rejects(self, lines: Iterator[Sequence[object]]) -> Path | None:
        """List the rejects of the build, unless there are none; answers where the list will lie."""
        first = next(lines, None)
        if first is None:
            return None
        with self._hold.written(), self.rejects.open("x", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(chain((("file", "line", "reason"), first), lines))
        return swap.rejects_file(self._hold.output)

    def keep_rejects(self) -> Path:
        """Leave the list of rejects of a build that fails where its owner finds it; answers where."""
        place = swap.failed_rejects_file(self._hold.output)
        with self._hold.written():
            self.rejects.replace(place)
        return place

    def abandon(self) -> None:
        """Write no more than is being written."""
        self._threads.shutdown(cancel_futures=True)

    def _write_rule(self, path: str, document: Document) -> None:
        """Write what a host needs beside the tree."""
        with self._hold.written():
            if not self.hosts.exists():
                tree_writer.make_folder(str(self._hold.staging), str(self.hosts))
            tree_writer.write_file(str(self.hosts), path, document.body)
        _count(self.sizes, document.kind, 1, len(document.body))

    def _old_forms(self, path: str) -> tuple[tuple[str, Stamp], ...]:
        """The other forms of a document that the old tree has."""
        found = ((form, self.kept.stamp(form)) for form in (f"{path}.{ending}" for ending in self._forms.endings))
        return tuple((form, stamp) for form, stamp in found if stamp)

    def _take(self, entry: TreeFile) -> None:
        """Names of one body stay together, so that they become one file."""
        is_name = self._batch and entry.body is not None and entry.body is self._batch[-1].body
        if not is_name:
            if len(self._batch) >= _BATCH or self._batch_bytes > _BATCH_BYTES:
                self._send_batch()
            self._batch_bytes += _LINK if entry.body is None else len(entry.body)
        self._batch.append(entry)

    def _send_batch(self) -> None:
        size = self._batch_bytes
        self._count += len(self._batch)
        self._waiting.append((size, self._submit(partial(tree_writer.write, self._trees(), self._batch))))
        self._waiting_bytes += size
        self._batch, self._batch_bytes = [], 0
        while self._waiting_bytes > _WAITING:
            self._wait()

    def _submit(self, write: Callable[[], Written]) -> Future[Written]:
        processes = self.processes() if self._count > _MANY else None
        return processes.submit(write) if processes else self._threads.submit(write)

    def _trees(self) -> Trees:
        return Trees(str(self.tree), str(self.kept.folder), self._forms, self.kept.forms == self.forms_hash)

    def _wait(self) -> None:
        """Wait for the batch that was handed over first; so what is told does not hang on which one is ready first."""
        size, batch = self._waiting.popleft()
        self._waiting_bytes -= size
        with self._hold.written():
            written = batch.result()
        self.stamps |= written.stamps
        for kind, (count, total) in written.sizes.items():
            _count(self.sizes, kind, count, total)


@contextmanager
def staged(output: Path, forms: Forms = NO_FORMS) -> Iterator[Staging]:
    """Give a staging tree that takes the output's place at the end, unless the body raises.

    Raises OutputError when the output is not ours, another build is at work on it, or it cannot be written.
    """
    with swap.held(output) as hold:
        with hold.written():
            staging = Staging(hold, forms)
        try:
            yield staging
            staging.finish()
        finally:
            staging.abandon()
        swap.commit(hold)


@contextmanager
def scratch(output: Path, forms: Forms = NO_FORMS) -> Iterator[Staging]:
    """Give a staging tree that takes no place: what lies in it is gone at the end."""
    with swap.held(output) as hold:
        with hold.written():
            staging = Staging(hold, forms)
        try:
            yield staging
        finally:
            staging.abandon()


def _count(sizes: dict[str, tuple[int, int]], kind: str, documents: int, size: int) -> None:
    count, total = sizes.get(kind, (0, 0))
    sizes[kind] = count + documents, total + size
