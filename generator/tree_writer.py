"""Files of a new tree: documents written, or linked from the old tree where they are the same.

Nothing is kept between two calls, so that any thread or process may write any part of a tree.
"""

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from generator.documents import Document

_FILE = 0o644  # whatever the umask: a server of another user reads them
_FOLDER = 0o755
_MODE = 0o777
_NO_LINK = {errno.EXDEV, errno.EPERM, errno.EMLINK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EACCES}

Make = Callable[[Document], Iterator[Document]]


class Stamp(NamedTuple):
    """A file as it was written: its hash, its size, its time in nanoseconds and its number."""

    digest: bytes
    size: int
    time: int
    number: int


@dataclass(frozen=True, slots=True)
class Forms:
    """Other forms of a document, that lie beside it: how they are made, and by which endings they are called."""

    make: Make | None = None
    endings: tuple[str, ...] = ()

    def of(self, document: Document) -> Iterator[Document]:
        """The other forms of a document."""
        return self.make(document) if self.make and self.endings else iter(())


NO_FORMS = Forms()


@dataclass(frozen=True, slots=True)
class Trees:
    """The folder of a new tree and that of the old one, and how other forms are made.

    `has_same_forms` says that those of the old tree were made in the same way.
    """

    new: str
    old: str = ""
    forms: Forms = NO_FORMS
    has_same_forms: bool = False


class TreeFile(NamedTuple):
    """A file that the new tree is to have; one without a body is linked from the old tree.

    `old` is how the old tree's file at its path was written, if it has one; `old_forms` are its other forms there.
    """

    path: str
    kind: str
    body: bytes | None
    old: Stamp | None = None
    old_forms: tuple[tuple[str, Stamp], ...] = ()


@dataclass(slots=True)
class Written:
    """What some entries came to: how each file was written, and documents and bytes by kind."""

    stamps: dict[str, Stamp] = field(default_factory=dict)
    sizes: dict[str, tuple[int, int]] = field(default_factory=dict)

    def note(self, path: str, kind: str, stamp: Stamp) -> None:
        """Note a file of the tree."""
        count, total = self.sizes.get(kind, (0, 0))
        self.sizes[kind] = count + 1, total + stamp.size
        self.stamps[path] = stamp


def write(trees: Trees, entries: Sequence[TreeFile]) -> Written:
    """Have some files in the new tree; raises OSError, also where there is one at a path already.

    Entries that follow one another and have one body become one file with several names.
    """
    written, latest = Written(), TreeFile("", "", None)
    for entry in entries:
        if entry.body is None:
            _link_with_forms(trees, entry, written)
        elif old := _same(trees, entry, entry.body):
            _link_with_forms(trees, entry._replace(old=old), written)
        else:
            document = Document(entry.path, entry.body, entry.kind)
            latest = _write(trees, document, latest if entry.body is latest.body else None, written)
            for form in trees.forms.of(document):
                _write(trees, form, None, written)
    return written


def is_as_written(file: str, stamp: Stamp) -> bool:
    """Whether a file is as it was: by its time and number, else by its hash."""
    try:
        state = os.lstat(file)
        if state.st_size != stamp.size or not stat.S_ISREG(state.st_mode):
            return False
        if (state.st_mtime_ns, state.st_ino) == (stamp.time, stamp.number):
            return True
        return _hash(Path(file).read_bytes()) == stamp.digest
    except OSError:
        return False


def write_file(root: str, path: str, body: bytes) -> os.stat_result:
    """Make a file that everybody may read, with the folders in which it lies; answers how it is then.

    Plain calls of the system take half the time of a file object.
    """
    file = _opened(root, f"{root}/{path}")
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


def make_folder(root: str, folder: str) -> None:
    """Make a folder that everybody may read, and those around it, if nobody else has; the root is there."""
    try:
        os.mkdir(folder)  # noqa: PTH102  (as above)
    except FileExistsError:
        return
    except FileNotFoundError:
        parent = folder.rpartition("/")[0]
        if len(parent) <= len(root):
            raise
        make_folder(root, parent)
        make_folder(root, folder)
        return
    if os.stat(folder).st_mode & _MODE != _FOLDER:  # noqa: PTH116
        _set_mode(folder, _FOLDER)


def _same(trees: Trees, entry: TreeFile, body: bytes) -> Stamp | None:
    """The file of the old tree that has the same bytes."""
    old = entry.old
    is_same = old and old.size == len(body) and old.digest == _hash(body)
    return old if old and is_same and is_as_written(f"{trees.old}/{entry.path}", old) else None


def _write(trees: Trees, document: Document, same: TreeFile | None, written: Written) -> TreeFile:
    """Write a file, or give `same`, which holds its bytes, one name more; answers how it was written."""
    if same is None or same.old is None or not _linked(trees.new, same.path, document.path):
        state = write_file(trees.new, document.path, document.body)
        stamp = Stamp(_hash(document.body), len(document.body), state.st_mtime_ns, state.st_ino)
        same = TreeFile(document.path, document.kind, document.body, stamp)
    else:
        stamp = same.old
    written.note(document.path, document.kind, stamp)
    return same


def _link_with_forms(trees: Trees, entry: TreeFile, written: Written) -> None:
    """Link a document and its other forms, or make these where the old tree has others."""
    _link(trees, entry, written)
    are_whole = all(is_as_written(f"{trees.old}/{path}", stamp) for path, stamp in entry.old_forms)
    if trees.has_same_forms and are_whole:
        for path, stamp in entry.old_forms:
            _link(trees, TreeFile(path, "site", None, stamp), written)
    elif trees.forms.endings:
        body = Path(trees.new, entry.path).read_bytes()
        for form in trees.forms.of(Document(entry.path, body, entry.kind)):
            _write(trees, form, None, written)


def _link(trees: Trees, entry: TreeFile, written: Written) -> None:
    """Let the new tree have a file of the old one; where a disk cannot, a copy of it."""
    if entry.old is None:
        raise KeyError(entry.path)
    old, new = f"{trees.old}/{entry.path}", f"{trees.new}/{entry.path}"
    try:
        _link_file(trees.new, old, new)
    except OSError as error:
        if error.errno not in _NO_LINK:
            raise
        body = Path(old).read_bytes()
        if _hash(body) != entry.old.digest:
            raise OSError(errno.EIO, "has changed since it was looked at", old) from error
        _write(trees, Document(entry.path, body, entry.kind), None, written)
    else:
        written.note(entry.path, entry.kind, entry.old)


def _linked(root: str, path: str, another: str) -> bool:
    """Give a file of the new tree another name; False where the disk knows no such names, or no more of them."""
    try:
        _link_file(root, f"{root}/{path}", f"{root}/{another}")
    except FileExistsError:
        raise
    except OSError:
        return False
    return True


def _link_file(root: str, file: str, path: str) -> None:
    try:
        os.link(file, path)
    except FileNotFoundError:
        make_folder(root, path.rpartition("/")[0])
        os.link(file, path)


def _opened(root: str, path: str) -> int:
    """A new file, open; its folder is made where there is none."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        return os.open(path, flags, _FILE)
    except FileNotFoundError:
        make_folder(root, path.rpartition("/")[0])
        return os.open(path, flags, _FILE)


def _set_mode(file: int | str, mode: int) -> None:
    """Set who may read; a group that a folder hands down stays."""
    with suppress(PermissionError):  # of a disk that keeps no modes
        os.chmod(file, os.stat(file).st_mode & ~_MODE | mode)  # noqa: PTH101, PTH116


def _hash(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()
