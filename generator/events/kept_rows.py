"""The rows of source files that earlier builds read: what is read again, in the same way, need not be parsed again.

Rows are kept by the bytes that they were read from and by how they were read, as Parquet that only those bytes decrypt:
the key is made of their digest, which is written nowhere. Whoever has the cache, but not the file, learns nothing of
it; when the file is gone, nobody can read what was kept of it.

A file of lines that begins with what was read before is read from there on, see `Reading.earlier`.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

import duckdb
import orjson
from duckdb import DuckDBPyConnection

from generator.events import sealing
from generator.events.inputs import located
from generator.events.streams import reading

SMALLEST = 32 * 1024  # bytes that are worth keeping rows of: less is parsed as fast as it is fetched

_BEGINNING = 4096  # bytes by which it is known that a file may be one that grew
_CHUNK = 1 << 20
_LOSSY = ("HUGEINT", "TIME", "INTERVAL", "BIT", "MAP", "UNION", "ENUM", "VARIANT")  # Parquet has no such types


@dataclass(frozen=True, slots=True)
class KeptRowsFile:
    """Rows that are kept, or may be: the name of their file and the key that it is encrypted with."""

    name: str
    key: bytes

    def of(self, table: str) -> "KeptRowsFile":
        """The rows of one of several tables that were made of the same bytes."""
        return KeptRowsFile(f"{table}-{self.name}", sha256(table.encode() + self.key).digest())


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was read of a file when it was shorter: its rows, how many bytes it had, and how many lines."""

    rows: KeptRowsFile
    size: int
    lines: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What is to be read: where its rows are kept, if it is known how it began what was read then, and its lines.

    `growth` names the note of how far a file was read that may go on; empty for one that means something as a whole.
    """

    rows: KeptRowsFile
    growth: str = ""
    size: int = 0
    lines: int = 0
    ends_line: bool = False
    earlier: Earlier | None = None

    @property
    def may_grow(self) -> bool:
        """Whether lines may come to the file behind those that it has."""
        return bool(self.growth) and self.ends_line


@dataclass(slots=True)
class KeptRows:
    """A folder of rows that are kept. What cannot be written, or is damaged, only costs time."""

    folder: Path
    smallest: int = SMALLEST
    is_writable: bool = True

    def reading(self, path: Path, how: bytes, *, may_grow: bool) -> Reading | None:
        """Tell of a plain file what is known of its bytes, read in a way; None for one that is not worth it."""
        if path.stat().st_size < self.smallest:
            return None
        growth = _growth(path, how) if may_grow else ""
        before = self._noted(growth) if growth else None
        digests = _digests(path, before[0] if before else 0)
        found = Reading(_kept(digests.whole, how), growth, digests.size, digests.lines, digests.ends_line)
        if before and digests.earlier and not self.has(found.rows):
            found = replace(found, earlier=Earlier(_kept(digests.earlier, how), *before))
        return found

    def has(self, kept: KeptRowsFile) -> bool:
        """Whether there are rows under a name."""
        return self._file(kept.name).is_file()

    @contextmanager
    def opened(self, kept: KeptRowsFile, scratch: Path) -> Iterator[Path | None]:
        """Give rows as a Parquet file; None where there are none that can be read."""
        with NamedTemporaryFile(dir=scratch, suffix=".parquet") as copy:
            file = self._file(kept.name)
            is_whole = False
            with suppress(OSError):
                if file.is_file():
                    with reading(file) as stream:
                        is_whole = sealing.opened(stream, kept.key, copy)
                    copy.flush()
                    os.utime(file) if is_whole else file.unlink()
            yield Path(copy.name) if is_whole else None

    def keep(self, db: DuckDBPyConnection, kept: KeptRowsFile, select: str, scratch: Path) -> bool:
        """Keep the rows of a SELECT, in their order; answers whether they are."""
        if not (self.is_writable and _is_exact(db, select)):
            return False
        try:
            with NamedTemporaryFile(dir=scratch, suffix=".parquet") as plain:
                db.execute(f"copy ({select}) to {located(Path(plain.name))} (format parquet, compression zstd)")
                with reading(Path(plain.name)) as stream:
                    self._write(kept.name, sealing.sealed(stream, kept.key))
        except duckdb.OutOfMemoryException:
            return False
        except (OSError, duckdb.IOException):
            self.is_writable = False
            return False
        return True

    def note(self, found: Reading) -> None:
        """Note how far a file that ends with a whole line was read, so that it is known when it has grown.

        What was kept of less of it goes.
        """
        if not self.is_writable:
            return
        with suppress(OSError):
            self._write(found.growth, iter([orjson.dumps([found.size, found.lines])]))
            if found.earlier:
                self._file(found.earlier.rows.name).unlink(missing_ok=True)

    def _noted(self, growth: str) -> tuple[int, int] | None:
        """How many bytes and lines a file had that began so; None where nothing is known."""
        try:
            size, lines = orjson.loads(self._file(growth).read_bytes())
            os.utime(self._file(growth))
        except (OSError, ValueError, TypeError):
            return None
        return (size, lines) if isinstance(size, int) and isinstance(lines, int) and size > 0 else None

    def _write(self, name: str, pieces: Iterator[bytes]) -> None:
        """Write a file whole or not at all."""
        file = self._file(name)
        new = file.with_name(f"{name}.new")
        try:
            file.parent.mkdir(mode=0o700, exist_ok=True)
            with new.open("wb") as stream:
                stream.writelines(pieces)
            new.replace(file)
        except OSError:
            with suppress(OSError):
                new.unlink(missing_ok=True)
            raise

    def _file(self, name: str) -> Path:
        return self.folder / "rows" / name


@dataclass(frozen=True, slots=True)
class _Digests:
    whole: bytes
    earlier: bytes | None
    size: int
    lines: int
    ends_line: bool


def _digests(path: Path, size: int) -> _Digests:
    """Digest a file, and its first bytes, if it has more than them and they end a line."""
    whole, earlier, read, lines, last = sha256(), None, 0, 0, b"\n"
    with reading(path) as stream:
        while chunk := stream.read(min(_CHUNK, size - read) if read < size else _CHUNK):
            whole.update(chunk)
            read, lines, last = read + len(chunk), lines + chunk.count(b"\n"), chunk[-1:]
            if read == size and last == b"\n":
                earlier = whole.digest()
    return _Digests(whole.digest(), earlier if read > size else None, read, lines, last == b"\n")


def _growth(path: Path, how: bytes) -> str:
    """Name the note of a file that may grow, by how it begins."""
    with reading(path) as stream:
        return f"{sha256(b'growth' + sha256(how).digest() + stream.read(_BEGINNING)).hexdigest()}.growth"


def _kept(digest: bytes, how: bytes) -> KeptRowsFile:
    secret = sha256(digest + how).digest()
    return KeptRowsFile(f"{sha256(b'name' + secret).hexdigest()}.rows", sha256(b"key" + secret).digest())


def _is_exact(db: DuckDBPyConnection, select: str) -> bool:
    """Whether Parquet keeps the columns of a SELECT as they are."""
    kinds = [str(row[1]) for row in db.execute(f"describe {select}").fetchall()]
    return not any(word in kind.replace("TIMESTAMP", "") for kind in kinds for word in _LOSSY)
