"""The staging tree: documents are written beside the output, and at the end all results of a build take their places.

A build that fails, is killed or fills the disk leaves them as they were; what a killed one leaves goes with the next.
"""

import csv
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain
from pathlib import Path

from generator import swap, trees
from generator.documents import MANIFEST, MARK, Document, Planned
from generator.swap import Hold

_BATCH = 32  # documents that are handed over at once
_WAITING = 64 * 2**20  # bytes of documents that wait to be written
_WRITERS = 2
_FILE = 0o644  # whatever the umask: a server of another user reads them
_FOLDER = 0o755
_MODE = 0o777

Forms = Callable[[Document], Iterator[Document]]  # other forms of a document, that lie beside it


def _no_forms(_: Document) -> Iterator[Document]:
    yield from ()


@dataclass(frozen=True, slots=True)
class _File:
    """A file that was written: where it lies, and the hash of its bytes."""

    path: str
    digest: str


@dataclass(slots=True)
class _Written:
    """What a batch of documents came to: lines of the manifest, and documents and bytes by kind."""

    entries: list[bytes] = field(default_factory=list)
    sizes: dict[str, tuple[int, int]] = field(default_factory=dict)


class Staging:
    """A tree that grows beside the output folder; `scratch` is for what is not part of it, `hosts` for hosts' rules.

    Documents are written by a thread of its own while the next ones are made: to make a file takes the system longer
    than to make a document. An error of the disk is raised by a later `write`, or by `finish`. The last file is the
    manifest, for which each document is hashed in that thread, too.
    """

    def __init__(self, hold: Hold, forms: Forms = _no_forms) -> None:
        self.tree = hold.staging / swap.TREE
        self.hosts = hold.staging / swap.HOSTS
        self.rejects = hold.staging / swap.REJECTS
        self.scratch = hold.staging / "scratch"
        hold.staging.mkdir(mode=0o700)  # private files are unpacked there
        self.scratch.mkdir()
        self.sizes: dict[str, tuple[int, int]] = {}  # kind -> documents, bytes
        self.paths: list[str] = []
        self.rules: dict[str, str] = {}  # the hash of what a host needs beside the tree, by its path there
        self._forms = forms
        self._hold = hold
        self._made = {str(hold.staging)}
        self._make(str(self.tree))
        self._writers = ThreadPoolExecutor(_WRITERS)
        self._batch: list[Document] = []
        self._waiting: deque[tuple[int, Future[_Written]]] = deque()  # the bytes of each batch that was handed over
        self._waiting_bytes = 0
        self._entries: list[bytes] = []  # of the manifest

    def plan(self, planned: Planned) -> None:
        """Note a document that will be written, so that what is said of them all hangs on the plan alone."""
        self.paths.append(planned.path)
        self.sizes.setdefault(planned.kind, (0, 0))

    def write(self, document: Document, host: str = "") -> None:
        """Write one document, or one that a host needs beside the tree; two at one path are a defect of the program."""
        if host:
            self.rules[f"{host}/{document.path}"] = sha256(document.body).hexdigest()
            self._send(self.hosts / host, [document])
            return
        self._batch.append(document)
        if len(self._batch) == _BATCH:
            self._send_batch()

    def finish(self) -> None:
        """Wait until every document is written, and write the manifest."""
        self._send_batch()
        while self._waiting:
            self._wait()
        self._entries.sort()
        manifest = b"".join(trees.manifest_lines(self._entries))
        with self._hold.written():
            _write_file(f"{self.tree}/{MANIFEST}", manifest)
            if self.hosts.exists():
                _write_file(f"{self.hosts}/{MARK}", b"{}")
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
        self._writers.shutdown(cancel_futures=True)

    def _send_batch(self) -> None:
        self._send(self.tree, self._batch)
        self._batch = []

    def _send(self, root: Path, documents: list[Document]) -> None:
        size = sum(len(document.body) for document in documents)
        self._waiting.append((size, self._writers.submit(self._write, root, documents)))
        self._waiting_bytes += size
        while self._waiting_bytes > _WAITING:
            self._wait()

    def _wait(self) -> None:
        """Wait for the batch that was handed over first; so what is told does not hang on which one is ready first."""
        size, batch = self._waiting.popleft()
        self._waiting_bytes -= size
        with self._hold.written():
            written = batch.result()
        self._entries += written.entries
        for kind, (count, total) in written.sizes.items():
            _count(self.sizes, kind, count, total)

    def _write(self, root: Path, documents: list[Document]) -> _Written:
        written, latest, body = _Written(), None, None
        for document in documents:
            latest = self._write_document(root, document, latest if document.body is body else None, written)
            body = document.body
            for form in self._forms(document) if root == self.tree else ():
                self._write_document(root, form, None, written)
        return written

    def _write_document(self, root: Path, document: Document, same: _File | None, written: _Written) -> _File:
        """Write a file, or give `same`, which holds its bytes, one name more."""
        path = f"{root}/{document.path}"
        folder, _, _ = path.rpartition("/")
        if folder not in self._made:
            self._make(folder)
        if same is None or not _linked(same.path, path):
            same = _File(path, sha256(document.body).hexdigest())
            _write_file(path, document.body)
        _count(written.sizes, document.kind, 1, len(document.body))
        if root == self.tree:
            written.entries.append(trees.entry(document.path, len(document.body), same.digest))
        return same

    def _make(self, folder: str) -> None:
        parent, _, _ = folder.rpartition("/")
        if parent not in self._made:
            self._make(parent)
        _make_folder(folder)
        self._made.add(folder)


@contextmanager
def staged(output: Path, forms: Forms = _no_forms) -> Iterator[Staging]:
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


def _count(sizes: dict[str, tuple[int, int]], kind: str, documents: int, size: int) -> None:
    count, total = sizes.get(kind, (0, 0))
    sizes[kind] = count + documents, total + size


def _write_file(path: str, body: bytes) -> None:
    """Make a file that everybody may read. Plain calls of the system take half the time of a file object."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE)
    try:
        written = os.write(file, body)
        while written < len(body):
            written += os.write(file, body[written:])
        if os.fstat(file).st_mode & _MODE != _FILE:
            _set_mode(file, _FILE)
    finally:
        os.close(file)


def _linked(file: str, path: str) -> bool:
    """Give a file another name; False where the disk knows no such names, or no more of them."""
    try:
        os.link(file, path)
    except FileExistsError:
        raise
    except OSError:
        return False
    return True


def _make_folder(path: str) -> None:
    """Make a folder that everybody may read, if no other thread has."""
    with suppress(FileExistsError):
        os.mkdir(path)  # noqa: PTH102  (as above)
    if os.stat(path).st_mode & _MODE != _FOLDER:  # noqa: PTH116
        _set_mode(path, _FOLDER)


def _set_mode(file: int | str, mode: int) -> None:
    """Set who may read; a group that a folder hands down stays."""
    with suppress(PermissionError):  # of a disk that keeps no modes
        os.chmod(file, os.stat(file).st_mode & ~_MODE | mode)  # noqa: PTH101, PTH116
