"""Source files are found, unpacked and cleaned, so that the engine reads plain UTF-8 with one line feed a line.

A file that is plain already is read where it lies. Archives are unpacked member by member into a scratch folder;
a member or file that is cut off is an error, never a shorter history.
"""

import gzip
import io
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import zstandard

from generator.config import Config, Source
from generator.errors import ConfigError, SourceError
from generator.events.plain import HEAD, IsDocument, clean

_IGNORED = re.compile(r"(^|/)(__MACOSX/|\._|\.DS_Store)")
_Open = Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class Opened:
    """A file or archive member that the engine can read at `path`; `file` is how messages call it."""

    file: str
    path: Path
    head: str  # its beginning
    longest: int  # bytes that no line of it exceeds
    siblings: tuple[tuple[str, bytes], ...] = ()
    rejects: tuple[tuple[int, str], ...] = ()


def found(config: Config, source: Source) -> list[Path]:
    """The files of a source in order of their names; none at all is a ConfigError."""
    pattern = Path(source.path)
    base, parts = (Path(pattern.anchor), pattern.parts[1:]) if pattern.is_absolute() else (config.folder, pattern.parts)
    literal = base.joinpath(*parts)
    files = [literal] if literal.is_file() else sorted(file for file in base.glob(str(Path(*parts))) if file.is_file())
    if not files:
        fault = f"a folder; say {source.path}/*" if literal.is_dir() else "no such file"
        raise ConfigError(f"{config.folder / source.path}: {fault} (`path:` is relative to config.yaml and may be a glob)")
    return files


def opened(
    file: Path, name: str, members: str, encoding: str | None, is_document: IsDocument, scratch: Path
) -> Iterator[Opened]:
    """Every readable part of a file, one after the other; a part's scratch copy is gone when the next is asked for.

    `members` says which members of an archive are parts. Raises SourceError for a file that cannot be read whole.
    """
    try:
        for label, siblings, reader in _streams(file, name, re.compile(members)):
            with clean(reader, encoding, is_document, scratch) as plain:
                yield Opened(label, plain.path, _head(plain.path), plain.longest, siblings, plain.rejects)
    except UnicodeError as error:
        raise SourceError(f"{name}: {error}: name its encoding with encoding: at this source") from error
    except LookupError as error:
        raise SourceError(f"{name}: {error}; encoding: is a name such as latin-1 or utf-16") from error
    except (OSError, EOFError, zipfile.BadZipFile, tarfile.TarError, zlib.error, zstandard.ZstdError) as error:
        if isinstance(error, OSError) and error.filename is None and error.errno is not None:
            raise  # the disk, not the source
        raise SourceError(f"{name}: cannot be read: {error}; it may be cut off: export or download it again") from error
    except RuntimeError as error:  # zipfile's word for a password or a compression that it does not know
        raise SourceError(f"{name}: cannot be read: {error}; unpack it first") from error


def _head(path: Path) -> str:
    """The beginning of a file, blank lines left out."""
    with path.open("rb") as stream:
        head = stream.read(HEAD).lstrip()
        while not head and (more := stream.read(HEAD)):
            head = more.lstrip()
    return head.decode("utf-8", "ignore")


Stream = tuple[str, tuple[tuple[str, bytes], ...], _Open | Path]


def _streams(file: Path, name: str, members: re.Pattern[str]) -> Iterator[Stream]:
    with file.open("rb") as stream:
        magic = stream.read(4)
    match magic:
        case b"PK\x03\x04" | b"PK\x05\x06":
            yield from _zip_streams(file, name, members)
        case _ if _is_tar(file, magic):
            yield from _tar_streams(file, name, members)
        case _ if magic[:2] == b"\x1f\x8b" or magic == b"\x28\xb5\x2f\xfd":
            yield name, (), lambda: _decompressed(file, magic)
        case _ if file.name.lower().endswith(".zip"):
            raise SourceError(f"{name}: is no zip file; it may be cut off: export or download it again")
        case _:
            yield name, (), file


def _decompressed(file: Path, magic: bytes) -> BinaryIO:
    if magic[:2] == b"\x1f\x8b":
        return gzip.open(file, "rb")
    return _Whole(file)


class _Whole(io.RawIOBase):
    """A zstd stream that fails when its last frame is cut off; the library's own reader only stops there."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._source = file.open("rb")
        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._pending = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        while not self._pending:
            if self._frame.eof:
                rest = self._frame.unused_data or self._source.read(HEAD)
                if not rest:
                    return 0
                self._frame = zstandard.ZstdDecompressor().decompressobj()
            else:
                rest = self._source.read(HEAD)
                if not rest:
                    raise EOFError("the zstd stream ends too early")
            self._pending = memoryview(self._frame.decompress(rest))
        count = min(len(view), len(self._pending))
        view[:count], self._pending = self._pending[:count], self._pending[count:]
        return count

    def close(self) -> None:
        self._source.close()
        super().close()


def _is_tar(file: Path, magic: bytes) -> bool:
    if magic[:2] == b"\x1f\x8b":
        return file.name.lower().endswith((".tar.gz", ".tgz"))
    if magic == b"\x28\xb5\x2f\xfd":
        return file.name.lower().endswith((".tar.zst", ".tzst"))
    return tarfile.is_tarfile(file)


@contextmanager
def _tar(file: Path) -> Iterator[tarfile.TarFile]:
    """A tar archive, read once from its beginning; one that lacks its end mark or its compression's is an EOFError."""
    with file.open("rb") as stream:
        magic = stream.read(4)
    packed = magic[:2] == b"\x1f\x8b" or magic == b"\x28\xb5\x2f\xfd"
    with _decompressed(file, magic) if packed else file.open("rb") as whole, tarfile.open(fileobj=whole, mode="r|") as tar:
        yield tar
        while whole.read(HEAD):
            pass
    if not packed and not _ends_in_zeros(file):
        raise EOFError("the tar archive ends too early")


def _ends_in_zeros(file: Path) -> bool:
    with file.open("rb") as stream:
        stream.seek(-tarfile.BLOCKSIZE, 2)
        return not any(stream.read())


def _tar_streams(file: Path, name: str, members: re.Pattern[str]) -> Iterator[Stream]:
    with _tar(file) as tar:
        for member in tar:
            if member.isfile() and members.search(member.name) and not _IGNORED.search(member.name):
                stream = tar.extractfile(member)
                if stream is not None:
                    yield f"{name}/{member.name}", (), _constant(stream)


def _constant(stream: object) -> _Open:
    return lambda: stream  # type: ignore[return-value]


def _zip_streams(file: Path, name: str, members: re.Pattern[str]) -> Iterator[Stream]:
    with zipfile.ZipFile(file) as archive:
        kept = [info for info in archive.infolist() if not info.is_dir() and not _IGNORED.search(info.filename)]
        siblings = tuple((info.filename, archive.read(info)) for info in kept if _is_profile(info))
        wanted = sorted((info for info in kept if members.search(info.filename)), key=lambda info: info.filename)
        for info in wanted:
            yield f"{name}/{info.filename}", siblings, _member(archive, info)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> _Open:
    def reader() -> BinaryIO:
        stream: BinaryIO = archive.open(info)  # type: ignore[assignment]
        if info.filename.endswith(".gz"):
            return gzip.open(stream, "rb")
        return stream

    return reader


def _is_profile(info: zipfile.ZipInfo) -> bool:
    """A small file that may say whose export this is."""
    return Path(info.filename).name == "user.json" and info.file_size < HEAD

