"""Files that hold other files, or hold them packed: zip, tar, gz, xz and zst, opened as streams of bytes.

A member or file that is cut off is an error, never a shorter stream.
"""

import gzip
import io
import lzma
import re
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast

import zstandard

from generator.errors import SourceError
from generator.events.plain import HEAD

_GZ = b"\x1f\x8b"
_XZ = b"\xfd7zX"
_ZST = b"\x28\xb5\x2f\xfd"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_NEVER_EMPTY = (".zip", ".gz", ".tgz", ".xz", ".txz", ".zst", ".tzst", ".tar", ".parquet", ".json")
_IGNORED = re.compile(r"(^|/)(__MACOSX/|\._|\.DS_Store)")


@dataclass(frozen=True, slots=True)
class Packed:
    """A plain file, or a way to open the bytes that a packed one stands for; `file` is how messages call it.

    `profile` is what an export says about its listener: the user.json beside it. A member of an archive may be opened
    only once.
    """

    file: str
    content: Path | Callable[[], BinaryIO]
    profile: bytes = b""
    is_member: bool = False


def unpacked(file: Path, name: str, members: str, passed_over: Callable[[str], None]) -> Iterator[Packed]:
    """Answer what a file holds, one part after the other; `members` is a regular expression of an archive's parts.

    The names of an archive's other parts are passed over to whom they may concern.
    Raises what the libraries raise for broken archives, and SourceError for a zip that is none, or an empty file of a
    kind that never is.
    """
    wanted = re.compile(members, re.IGNORECASE)
    with file.open("rb") as stream:
        magic = stream.read(4)
    if not magic and file.name.lower().endswith(_NEVER_EMPTY):
        raise SourceError(f"{name}: is empty; it may be cut off: export or download it again")
    if magic in _ZIP:
        yield from _zip_members(file, name, wanted, passed_over)
    elif _is_tar(file, magic):
        yield from _tar_members(file, name, wanted, passed_over)
    elif magic.startswith(_GZ) or magic in {_XZ, _ZST}:
        yield Packed(name, lambda: _decompressed(file, magic))
    elif file.name.lower().endswith(".zip"):
        raise SourceError(f"{name}: is no zip file; it may be cut off: export or download it again")
    else:
        yield Packed(name, file)


def shown(name: str) -> str:
    """Give the name of a file in letters: bytes that are no UTF-8 and control characters are escaped."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return re.sub(r"[\x00-\x1f\x7f-\x9f]", lambda found: repr(found[0])[1:-1], text)


def _decompressed(file: Path, magic: bytes) -> BinaryIO:
    if magic.startswith(_GZ):
        return cast("BinaryIO", gzip.open(file, "rb"))
    if magic == _XZ:
        return cast("BinaryIO", lzma.open(file, "rb"))
    if magic == _ZST:
        return cast("BinaryIO", _WholeZst(file))
    return file.open("rb")


class _WholeZst(io.RawIOBase):
    """A zstd stream that fails when its last frame is cut off; the library's own reader only stops there."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._source = file.open("rb")
        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._pending = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        room = memoryview(cast("bytearray", buffer)).cast("B")
        while not self._pending:
            packed = (self._frame.unused_data if self._frame.eof else b"") or self._source.read(HEAD)
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

    def close(self) -> None:
        self._source.close()
        super().close()


def _is_tar(file: Path, magic: bytes) -> bool:
    if magic.startswith(_GZ):
        return file.name.lower().endswith((".tar.gz", ".tgz"))
    if magic == _XZ:
        return file.name.lower().endswith((".tar.xz", ".txz"))
    if magic == _ZST:
        return file.name.lower().endswith((".tar.zst", ".tzst"))
    # A log that logrotate cut while a server wrote on begins with zeros, which the library takes for an empty archive.
    return any(magic) and tarfile.is_tarfile(file)


def _tar_members(
    file: Path, name: str, members: re.Pattern[str], passed_over: Callable[[str], None]
) -> Iterator[Packed]:
    with _tar(file) as tar:
        for member in tar:
            is_wanted = member.isfile() and _is_wanted(member.name, members)
            stream = tar.extractfile(member) if is_wanted else None
            if stream is not None:
                yield Packed(shown(f"{name}/{member.name}"), _tar_member(stream, member), is_member=True)
            elif member.isfile() and not _IGNORED.search(member.name):
                passed_over(shown(member.name))


@contextmanager
def _tar(file: Path) -> Iterator[tarfile.TarFile]:
    """Open a tar archive to be read once; EOFError when the end of it, or of its compression, is not there."""
    with file.open("rb") as stream:
        magic = stream.read(4)
    with _decompressed(file, magic) as whole, tarfile.open(fileobj=whole, mode="r|") as tar:
        yield tar
        while whole.read(HEAD):
            pass
    if not magic.startswith((_GZ, _XZ, _ZST)) and not _ends_in_zeros(file):
        raise EOFError("the tar archive ends too early")


def _ends_in_zeros(file: Path) -> bool:
    with file.open("rb") as stream:
        stream.seek(-tarfile.BLOCKSIZE, io.SEEK_END)
        return not any(stream.read())


def _tar_member(stream: IO[bytes], member: tarfile.TarInfo) -> Callable[[], BinaryIO]:
    return lambda: _bare(stream, member.name)


def _zip_members(
    file: Path, name: str, members: re.Pattern[str], passed_over: Callable[[str], None]
) -> Iterator[Packed]:
    with zipfile.ZipFile(file) as archive:
        infos = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
        profile = next((archive.read(info) for info in infos if _is_profile(info)), b"")
        for info in infos:
            if _is_wanted(info.filename, members):
                yield Packed(shown(f"{name}/{info.filename}"), _zip_member(archive, info), profile, is_member=True)
            elif not _IGNORED.search(info.filename) and not _is_profile(info):
                passed_over(shown(info.filename))


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
    return lambda: _bare(archive.open(info), info.filename)


def _bare(stream: IO[bytes], member: str) -> BinaryIO:
    return cast("BinaryIO", gzip.open(stream, "rb") if member.lower().endswith(".gz") else stream)


def _is_wanted(member: str, members: re.Pattern[str]) -> bool:
    return bool(members.search(member)) and not _IGNORED.search(member)


def _is_profile(info: zipfile.ZipInfo) -> bool:
    return Path(info.filename).name == "user.json" and info.file_size < HEAD
