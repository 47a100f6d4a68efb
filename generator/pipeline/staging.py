"""The staging tree: documents are written beside the output, and at the end all results of a build take their places.

A build that fails, is killed or fills the disk leaves them as they were; what a killed one leaves goes with the next.
"""

import csv
import errno
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain
from pathlib import Path

from generator import swap, trees
from generator.documents import MANIFEST, MARK, Document, Planned
from generator.pipeline.document_keys import Kept, Stamp
from generator.swap import Hold

_BATCH = 32  # documents that are handed over at once
_WAITING = 64 * 2**20  # bytes of documents that wait to be written
_WRITERS = 2
_FILE = 0o644  # whatever the umask: a server of another user reads them
_FOLDER = 0o755
_MODE = 0o777

_NO_LINK = {errno.EXDEV, errno.EPERM, errno.EMLINK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EACCES}
_LINK = 1000  # bytes that a link counts for while it waits

Make = Callable[[Document], Iterator[Document]]


@dataclass(frozen=True, slots=True)
class Forms:
    """Other forms of a document, that lie beside it: how they are made, and by which endings they are called."""

    make: Make = lambda _: iter(())
    endings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Linked:
    """A document of the old tree that the new one has, too."""

    path: str
    kind: str
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class _File:
    """A file that was written: where it lies, and how."""

    path: str
    stamp: Stamp


@dataclass(slots=True)
class _Written:
    """What a batch of documents came to: how each was written, and documents and bytes by kind."""

    stamps: dict[str, Stamp] = field(default_factory=dict)
    sizes: dict[str, tuple[int, int]] = field(default_factory=dict)

    def note(self, path: str, kind: str, stamp: Stamp) -> None:
        """Note a file of the tree."""
        _count(self.sizes, kind, 1, stamp.size)
        self.stamps[path] = stamp


class Staging:
    """A tree that grows beside the output folder; `scratch` is for what is not part of it, `hosts` for hosts' rules.

    Documents are written by a thread of its own while the next ones are made: to make a file takes the system longer
    than to make a document. An error of the disk is raised by a later `write`, or by `finish`. The last file is the
    manifest, for which each document is hashed in that thread, too.

    A document of which `kept` says that the old tree has the same file is linked, which is cheaper than to make a file.
    No file that is in a tree is ever written to again.
    """

    def __init__(self, hold: Hold, forms: Forms = Forms()) -> None:
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
        self._batch: list[Document | Linked] = []
        self._waiting: deque[tuple[int, Future[_Written]]] = deque()  # the bytes of each batch that was handed over
        self._waiting_bytes = 0
        self.kept = Kept(hold.output)  # of the old tree
        self.forms_hash = b""
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
            self._send(self.hosts / host, [document])
            return
        self._take(document)

    def link(self, path: str, kind: str, stamp: Stamp) -> None:
        """Have a document as it is in the old tree."""
        self._take(Linked(path, kind, stamp))

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

    def _take(self, document: Document | Linked) -> None:
        self._batch.append(document)
        if len(self._batch) == _BATCH:
            self._send_batch()

    def _send_batch(self) -> None:
        self._send(self.tree, self._batch)
        self._batch = []

    def _send(self, root: Path, documents: Sequence[Document | Linked]) -> None:
        size = sum(_LINK if isinstance(document, Linked) else len(document.body) for document in documents)
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
        self.stamps |= written.stamps
        for kind, (count, total) in written.sizes.items():
            _count(self.sizes, kind, count, total)

    def _write(self, root: Path, documents: Sequence[Document | Linked]) -> _Written:
        written, latest, body = _Written(), None, None
        for document in documents:
            if isinstance(document, Linked):
                self._link_with_forms(document, written)
            elif root != self.tree:
                _count(written.sizes, document.kind, 1, len(document.body))
                _write_file(self._place(root, document.path), document.body)
            elif stamp := self._same(document):
                self._link_with_forms(Linked(document.path, document.kind, stamp), written)
            else:
                latest = self._write_document(document, latest if document.body is body else None, written)
                body = document.body
                for form in self._forms.make(document):
                    self._write_document(form, None, written)
        return written

    def _same(self, document: Document) -> Stamp | None:
        """The file of the old tree that has the same bytes."""
        stamp = self.kept.stamp(document.path)
        is_same = stamp and stamp.size == len(document.body) and stamp.digest == _hash(document.body)
        return self.kept.whole(document.path) if is_same else None

    def _write_document(self, document: Document, same: _File | None, written: _Written) -> _File:
        """Write a file, or give `same`, which holds its bytes, one name more."""
        path = self._place(self.tree, document.path)
        if same is None or not _linked(same.path, path):
            state = _write_file(path, document.body)
            stamp = Stamp(_hash(document.body), len(document.body), state.st_mtime_ns, state.st_ino)
            same = _File(path, stamp)
        written.note(document.path, document.kind, same.stamp)
        return same

    def _link_with_forms(self, linked: Linked, written: _Written) -> None:
        """Link a document and its other forms, or make these where the old tree has others."""
        self._link(linked, written)
        forms = [path for ending in self._forms.endings if self.kept.stamp(path := f"{linked.path}.{ending}")]
        stamps = [self.kept.whole(path) for path in forms]
        if self.kept.forms == self.forms_hash and None not in stamps:
            for path, stamp in zip(forms, stamps, strict=True):
                if stamp:
                    self._link(Linked(path, "site", stamp), written)
        elif self._forms.endings:
            body = (self.tree / linked.path).read_bytes()
            for form in self._forms.make(Document(linked.path, body, linked.kind)):
                self._write_document(form, None, written)

    def _link(self, linked: Linked, written: _Written) -> None:
        """Let the new tree have a file of the old one; where a disk cannot, a copy of it."""
        old, new = f"{self.kept.folder}/{linked.path}", self._place(self.tree, linked.path)
        try:
            os.link(old, new)
        except OSError as error:
            if error.errno not in _NO_LINK:
                raise
            body = Path(old).read_bytes()
            if _hash(body) != linked.stamp.digest:
                raise OSError(errno.EIO, "has changed since it was looked at", old) from error
            self._write_document(Document(linked.path, body, linked.kind), None, written)
        else:
            written.note(linked.path, linked.kind, linked.stamp)

    def _place(self, root: Path, path: str) -> str:
        """Where a file will lie, with its folder made."""
        place = f"{root}/{path}"
        folder, _, _ = place.rpartition("/")
        if folder not in self._made:
            self._make(folder)
        return place

    def _make(self, folder: str) -> None:
        parent, _, _ = folder.rpartition("/")
        if parent not in self._made:
            self._make(parent)
        _make_folder(folder)
        self._made.add(folder)


@contextmanager
def staged(output: Path, forms: Forms = Forms()) -> Iterator[Staging]:
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
def scratch(output: Path, forms: Forms = Forms()) -> Iterator[Staging]:
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


def _hash(body: bytes) -> bytes:
    return sha256(body).digest()


def _write_file(path: str, body: bytes) -> os.stat_result:
    """Make a file that everybody may read; answers how it is then.

    Plain calls of the system take half the time of a file object.
    """
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE)
    try:
        written = os.write(file, body)
        while written < len(body):
            written += os.write(file, body[written:])
        state = os.fstat(file)
        if state.st_mode & _MODE != _FILE:
            _set_mode(file, _FILE)
        return state
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
