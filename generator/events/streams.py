"""Source files as streams of bytes: a fault of reading names its file, and nothing unpacks to more than it may.

What is packed as gz, bz2, xz or zst is told by its first bytes, whatever it is called. A stream that is cut off is an
error, never a shorter one.
"""

import bz2
import gzip
import io
import lzma
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, cast

import zstandard

from generator.config_values import size_words
from generator.errors import SourceError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_GZ = b"\x1f\x8b"
_BZ2 = b"BZh"
_XZ = b"\xfd7zX"
_ZST = b"\x28\xb5\x2f\xfd"
_MAGIC = 4  # bytes that tell them apart
_CHUNK = 65536


class _Named(io.FileIO):
    """A file that names itself in every fault of the system, as opening one does; a fault of writing names none."""

    def readinto(self, buffer: "WriteableBuffer", /) -> int | None:
        with self._naming():
            return super().readinto(buffer)

    def readall(self) -> bytes:
        with self._naming():
            return super().readall()

    @contextmanager
    def _naming(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise OSError(error.errno, error.strerror, self.name) from error


def reading(file: Path) -> io.BufferedReader:
    """Open a file; what goes wrong while it is read names it, so that it is never taken for a fault of the output."""
    return io.BufferedReader(_Named(os.fspath(file)))


def text(file: Path) -> IO[str]:
    """Open a plain file as lines of text, as `reading` does."""
    return io.TextIOWrapper(reading(file), encoding="utf-8", newline="\n")


def magic(stream: BinaryIO) -> bytes:
    """The first bytes of a stream, without consuming them."""
    return cast("io.BufferedReader", stream).peek(_MAGIC)[:_MAGIC]


def is_packed(head: bytes) -> bool:
    """Whether what begins with these bytes is packed as one stream."""
    return head.startswith((_GZ, _BZ2, _XZ, _ZST))


def as_gz(name: str) -> str:
    """The name that a packed file would have as gz, which is the one that formats know."""
    return re.sub(r"\.(bz2|xz|zst)$", ".gz", name, flags=re.IGNORECASE)


class Allowance:
    """How many bytes a file, or all that is read of an archive, may unpack to; `name` is how messages call it."""

    def __init__(self, name: str, most: int) -> None:
        self._name = name
        self._most = self._left = most

    def take(self, count: int) -> None:
        """Note that so many bytes more were unpacked; SourceError when they are too many."""
        self._left -= count
        if self._left < 0:
            raise SourceError(
                f"{self._name}: unpacks to more than {size_words(self._most)}; if it is no bomb, say how much it may "
                f"with max_unpacked: at this source, such as max_unpacked: {size_words(4 * self._most)}"
            )


def unpacked(stream: BinaryIO, allowance: Allowance) -> BinaryIO:
    """Give what a stream is packed from, or the stream itself; closing it closes both."""
    head = magic(stream)
    if head.startswith(_GZ):
        plain = cast("BinaryIO", gzip.GzipFile(fileobj=stream))
    elif head.startswith(_BZ2):
        plain = cast("BinaryIO", bz2.BZ2File(stream))
    elif head.startswith(_XZ):
        plain = cast("BinaryIO", lzma.LZMAFile(stream))  # noqa: SIM115  (closed with what is given)
    elif head.startswith(_ZST):
        plain = cast("BinaryIO", _WholeZst(stream))
    else:
        return stream
    return counted(plain, allowance, stream)


def counted(plain: BinaryIO, allowance: Allowance, *below: BinaryIO) -> BinaryIO:
    """Give a stream that takes what is read of it from an allowance; closing it closes those below, too."""
    return cast("BinaryIO", io.BufferedReader(_CountedFile(plain, allowance, below), _CHUNK))


class _CountedFile(io.RawIOBase):
    def __init__(self, plain: BinaryIO, allowance: Allowance, below: tuple[BinaryIO, ...]) -> None:
        super().__init__()
        self._plain = plain
        self._allowance = allowance
        self._below = below

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        room = memoryview(buffer).cast("B")
        found = self._plain.read(len(room))
        self._allowance.take(len(found))
        room[: len(found)] = found
        return len(found)

    def close(self) -> None:
        if not self.closed:
            for stream in (self._plain, *self._below):
                stream.close()
        super().close()


class _WholeZst(io.RawIOBase):
    """A zstd stream that fails when its last frame is cut off; the library's own reader only stops there."""

    def __init__(self, source: BinaryIO) -> None:
        super().__init__()
        self._source = source
        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._pending = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        room = memoryview(buffer).cast("B")
        while not self._pending:
            packed = (self._frame.unused_data if self._frame.eof else b"") or self._source.read(_CHUNK)
            if not packed and self._frame.eof:
                return 0
            if not packed:
                raise EOFError("the zstd stream ends too early")
            if self._frame.eof:
                self._frame = zstandard.ZstdDecompressor().decompressobj()
            self._pending = memoryview(self._frame.decompress(packed))
        count = min(len(room), len(self._pending))
        room[:count], self._pending = self._pending[:count], self._pending[count:]
        return count
