"""The output folder changes in one step: documents are written beside it, then the two folders change places.

So does the folder of what hosts need beside the tree, right after it.

A build that fails, is killed or fills the disk leaves the output as it was; what it leaves goes with the next build.
"""

import ctypes
import errno
import fcntl
import os
import shutil
import sys
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from hashlib import sha256
from itertools import chain
from pathlib import Path

from generator import trees
from generator.documents import MANIFEST, MARK, Document
from generator.errors import OutputError

_BATCH = 32  # documents that are handed over at once
_WAITING = 8  # batches; a document may be a megabyte
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


Forms = Callable[[Document], Iterator[Document]]  # other forms of a document, that lie beside it


def _no_forms(_: Document) -> Iterator[Document]:
    yield from ()


class Staging:
    """A tree that grows beside the output folder; `scratch` is for what is not part of it, `hosts` for hosts' rules.

    Documents are written by a thread of its own while the next ones are made: to make a file takes the system longer
    than to make a document. An error of the disk is raised by a later `write`, or by `finish`. The last file is the
    manifest, for which each document is hashed in that thread, too.
    """

    def __init__(self, folder: Path, forms: Forms = _no_forms) -> None:
        self.tree = folder / "tree"
        self.hosts = folder / "hosts"
        self.scratch = folder / "scratch"
        self.tree.mkdir(parents=True)
        self.scratch.mkdir()
        self.sizes: dict[str, tuple[int, int]] = {}  # kind -> documents, bytes
        self.paths: list[str] = []
        self.rules: dict[str, str] = {}  # the hash of what a host needs beside the tree, by its path there
        self._forms = forms
        self._made: set[str] = {""}
        self._writer = ThreadPoolExecutor(1)
        self._batch: list[Document] = []
        self._written: deque[Future[None]] = deque()
        self._entries: list[bytes] = []  # of the manifest

    def write(self, document: Document, host: str = "") -> None:
        """Write one document, or one that a host needs beside the tree; two at one path are a defect of the program."""
        if host:
            self.rules[f"{host}/{document.path}"] = sha256(document.body).hexdigest()
            self._written.append(self._writer.submit(self._write_beside, document, host))
            return
        self.paths.append(document.path)
        self._batch.append(document)
        if len(self._batch) == _BATCH:
            self._send()

    def finish(self) -> None:
        """Wait until every document is written, and write the manifest."""
        self._send()
        while self._written:
            self._written.popleft().result()
        self._entries.sort()
        with (self.tree / MANIFEST).open("xb") as file:
            file.writelines(trees.manifest_lines(self._entries))
            self._count("site", file.tell())

    def abandon(self) -> None:
        """Write no more than is being written."""
        self._writer.shutdown(cancel_futures=True)

    def _count(self, kind: str, size: int) -> None:
        count, total = self.sizes.get(kind, (0, 0))
        self.sizes[kind] = count + 1, total + size

    def _send(self) -> None:
        self._written.append(self._writer.submit(self._write, self._batch))
        self._batch = []
        if len(self._written) > _WAITING:
            self._written.popleft().result()

    def _write_beside(self, document: Document, host: str) -> None:
        self._count(document.kind, len(document.body))
        file = self.hosts / host / document.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(document.body)

    def _write(self, documents: list[Document]) -> None:
        for document in chain.from_iterable((each, *self._forms(each)) for each in documents):
            self._count(document.kind, len(document.body))
            folder, _, _ = document.path.rpartition("/")
            if folder not in self._made:
                self._make(folder)
            # A tree has a hundred thousand files: plain calls of the system take half the time of a file object.
            file = os.open(f"{self.tree}/{document.path}", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
            try:
                written = os.write(file, document.body)
                while written < len(document.body):
                    written += os.write(file, document.body[written:])
            finally:
                os.close(file)
            self._entries.append(trees.entry(document.path, document.body))

    def _make(self, folder: str) -> None:
        parent, _, _ = folder.rpartition("/")
        if parent not in self._made:
            self._make(parent)
        os.mkdir(f"{self.tree}/{folder}")  # noqa: PTH102  (as above)
        self._made.add(folder)


@contextmanager
def staged(output: Path, forms: Forms = _no_forms) -> Iterator[Staging]:
    """Give a staging tree that takes the output's place at the end, unless the body raises.

    Raises OutputError when the output is not ours, another build is at work on it, or it cannot be written.
    """
    with held(output):
        folder = _beside(output, "building")
        try:
            staging = Staging(folder, forms)
            try:
                yield staging
                staging.finish()
            finally:
                staging.abandon()
            _swap(staging.tree, output)
            _swap_hosts(staging.hosts, hosts_folder(output))
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def held(output: Path) -> Iterator[None]:
    """Hold an output folder alone, with what a killed build left put right; raises what `staged` does."""
    _require_ours(output)
    _require_ours(hosts_folder(output))
    with _written(output), _locked(output):
        _recover(output)
        shutil.rmtree(_beside(output, "building"), ignore_errors=True)
        yield


def clean(output: Path) -> bool:
    """Remove an output folder that we made; answers whether there was one."""
    _require_ours(output)
    if not output.exists():
        return False
    with _written(output), _locked(output):
        shutil.rmtree(output)
        rejects_file(output).unlink(missing_ok=True)
        _swap_hosts(None, hosts_folder(output))
    return True


def hosts_folder(output: Path) -> Path:
    """Where the rules of hosts lie that read them outside the public folder."""
    return output.with_name(f"{output.name}.hosts")


def rejects_file(output: Path) -> Path:
    """Where the rejects of a build are listed: beside the output, as they are not for the public."""
    return output.with_name(f"{output.name}.rejects.csv")


def _beside(output: Path, what: str) -> Path:
    return output.with_name(f".{output.name}.{what}")


def _require_ours(output: Path) -> None:
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise OutputError(f"{output}: is not a folder; name another with -o")
    if output.is_dir() and not (output / MARK).is_file() and any(output.iterdir()):
        raise OutputError(
            f"{output}: holds files that stillstats did not make; name another folder with -o, or empty this one"
        )


@contextmanager
def _written(output: Path) -> Iterator[None]:
    """Turn what the disk says into an OutputError."""
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        said = "the disk is full" if error.errno in {errno.ENOSPC, errno.EDQUOT} else str(error)
        raise OutputError(f"{output}: cannot be written: {said}; the previous output is untouched") from error


@contextmanager
def _locked(output: Path) -> Iterator[None]:
    """Hold the output for this build alone; the lock goes with the process, however it ends."""
    with _beside(output, "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OutputError(
                f"{output}: another build is at work on it; wait for it or name another folder with -o"
            ) from None
        yield


def _swap(tree: Path, output: Path) -> None:
    old = _beside(output, "old")
    if not output.exists():
        tree.rename(output)
        return
    if _exchanged(tree, output):
        shutil.rmtree(tree, ignore_errors=True)
        return
    output.rename(old)
    tree.rename(output)
    shutil.rmtree(old, ignore_errors=True)


def _swap_hosts(made: Path | None, folder: Path) -> None:
    """Let rules take the place of earlier ones, or remove these; a folder that we did not make stays."""
    if made and made.exists():
        (made / MARK).write_text("{}", encoding="utf-8")
        _swap(made, folder)
    elif (folder / MARK).is_file():
        shutil.rmtree(folder)


def _exchanged(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where the system cannot."""
    if sys.platform != "linux":
        return False
    try:
        exchange = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(exchange(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)


def _recover(output: Path) -> None:
    """Put the previous output back where a build was killed between its two renames."""
    old = _beside(output, "old")
    if old.exists() and not output.exists():
        old.rename(output)
    shutil.rmtree(old, ignore_errors=True)
