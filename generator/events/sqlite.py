"""A SQLite file becomes lines of JSON: what a format asks of it, through the standard library, and nothing else.

Nothing is written beside the file. What its server has not merged into it yet is read, too: such a file, with what lies
beside it, is copied first.
"""

import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from shutil import copyfile
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import IO

from generator.errors import SourceError
from generator.events.archives import PackedFile
from generator.events.plain import HEAD, raw
from generator.events.streams import reading

_MAGIC = b"SQLite format 3\x00"
_BESIDE = ("-wal", "-journal")
_ROWS = 10_000  # a round trip
_HEADER = struct.Struct(">16xH6xII60xI")  # bytes of a page, change, pages, the change for which that number is right
_LARGEST = 65536  # bytes of a page, written as 1
_BACKUP = "name a backup that sqlite3 made (`.backup`)"


def is_beside(file: Path) -> bool:
    """Whether a file is what SQLite keeps beside its own: it is read with that, never alone."""
    return file.name.endswith((*_BESIDE, "-shm"))


@contextmanager
def asked(part: PackedFile, select: str, scratch: Path) -> Iterator[PackedFile]:
    """Give a SQLite file as the lines that a format's SELECT answers, and any other as it is.

    Raises SourceError for a SQLite file that is cut off, damaged or another program's, and for what may be encrypted.
    """
    if not select:
        yield part
        return
    with raw(part.content, scratch) as file:
        with reading(file) as stream:
            head = stream.read(HEAD)
        if head.startswith(_MAGIC):
            with NamedTemporaryFile(dir=scratch) as lines:
                _write(part.file, file, select, lines)
                yield replace(part, content=Path(lines.name))
        elif _is_text(head):
            yield replace(part, content=file)
        else:
            raise SourceError(
                f"{part.file}: neither a SQLite file nor text; it may be encrypted or damaged: "
                "decrypt it, or copy it again"
            )


def _is_text(head: bytes) -> bool:
    """Whether a file may be text, of whatever encoding."""
    return b"\x00" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff"))


def _write(name: str, file: Path, select: str, lines: IO[bytes]) -> None:
    before = file.stat()
    try:
        with _settled(name, file, Path(lines.name).parent) as uri, closing(sqlite3.connect(uri, uri=True)) as db:
            db.text_factory = bytes  # what cannot be read as UTF-8 is told later, line by line
            _copy(db.execute(select), lines)
    except sqlite3.DatabaseError as error:
        raise SourceError(f"{name}: {_fault(error)}") from error
    after = file.stat()
    if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size):
        raise SourceError(f"{name}: its server wrote to it while it was read: build again, or {_BACKUP}")
    lines.flush()


@contextmanager
def _settled(name: str, file: Path, scratch: Path) -> Iterator[str]:
    """Give the URI of a SQLite file as its server left it: in place, or a copy with what waits to be merged."""
    real = file.resolve()
    waiting = beside(file)
    if not waiting:
        _check_length(name, real)
        yield f"{real.as_uri()}?mode=ro&immutable=1"
        return
    with TemporaryDirectory(dir=scratch) as folder:
        for part in (real, *waiting):
            copyfile(part, Path(folder) / f"copy{part.name.removeprefix(real.name)}")
        yield (Path(folder) / "copy").absolute().as_uri()


def beside(file: Path) -> list[Path]:
    """What lies beside a SQLite file and is read with it: what its server has not merged into it yet."""
    real = file.resolve()  # beside a link lies nothing
    parts = (real.with_name(real.name + mark) for mark in _BESIDE)
    return [part for part in parts if part.is_file() and part.stat().st_size > 0]


def _check_length(name: str, file: Path) -> None:
    """Hold a file to the length that its header tells: the library takes what is missing of a last page for zeros."""
    with reading(file) as stream:
        header = stream.read(_HEADER.size)
    size, change, pages, valid_for = _HEADER.unpack(header.ljust(_HEADER.size, b"\x00"))
    is_told = change == valid_for  # else an old program wrote last, and the number of pages means nothing
    if len(header) < _HEADER.size or (is_told and file.stat().st_size < pages * (_LARGEST if size == 1 else size)):
        raise SourceError(f"{name}: the SQLite file is cut off: copy it again, or {_BACKUP}")


def _copy(rows: sqlite3.Cursor, lines: IO[bytes]) -> None:
    while found := rows.fetchmany(_ROWS):
        lines.write(b"\n".join(line for (line,) in found) + b"\n")


def _fault(error: sqlite3.DatabaseError) -> str:
    if str(error).startswith("no such"):
        return f"a SQLite file, but another program's ({error}); is `format:` right for it?"
    return f"cannot be read as SQLite: {error}; it may be damaged or encrypted: copy it again, or {_BACKUP}"
