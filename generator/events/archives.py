"""Files that hold other files, or hold them packed: zip, tar, gz, bz2, xz and zst, opened as streams of bytes.

A member or file that is cut off is an error, never a shorter stream.
"""

import io
import re
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast

from generator.errors import SourceError
from generator.events import streams
from generator.events.plain import HEAD
from generator.events.streams import Allowance, is_packed, reading
from generator.one_line import shown

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_TAR = re.compile(r"\.(tar\.(gz|bz2|xz|zst)|tgz|tbz2?|txz|tzst)$", re.IGNORECASE)
_NEVER_EMPTY = re.compile(r"\.(zip|gz|tgz|bz2|tbz2?|xz|txz|zst|tzst|tar|parquet|json)$", re.IGNORECASE)
_IGNORED = re.compile(r"(^|/)(__MACOSX/|\._|\.DS_Store)")


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A plain file, or a way to open the bytes that a packed one stands for; `file` is how messages call it.

    `profile` is what an export says about its listener: the user.json beside it. A member of an archive may be opened
    only once.
    """

    file: str
    content: Path | Callable[[], BinaryIO]
    profile: bytes = b""
    is_member: bool = False


@dataclass(frozen=True, slots=True)
class Members:
    """Which parts of an archive are read, and how much a file, or all of them, may unpack to, in bytes.

    The names of the other parts are passed over to whom they may concern.
    """

    pattern: str
    most: int
    passed_over: Callable[[str], None]

    def has(self, member: str) -> bool:
        """Whether a part of an archive is read, by its name."""
        return bool(re.search(self.pattern, streams.as_gz(member), re.IGNORECASE)) and not _IGNORED.search(member)

    def pass_over(self, member: str) -> None:
        """Tell of a part that is not read."""
        if not _IGNORED.search(member):
            self.passed_over(shown(member))


def unpacked(file: Path, name: str, members: Members) -> Iterator[PackedFile]:
    """Answer what a file holds, one part after the other.

    Raises what the libraries raise for broken archives, and SourceError for a zip that is none, an empty file of a
    kind that never is, and one that unpacks to more than it may.
    """
    with reading(file) as stream:
        magic = streams.magic(stream)
    if not magic and _NEVER_EMPTY.search(file.name):
        raise SourceError(f"{name}: is empty; it may be cut off: export or download it again")
    if magic in _ZIP:
        yield from _zip_members(file, name, members)
    elif _is_tar(file, magic):
        yield from _tar_members(file, name, members)
    elif is_packed(magic):
        yield PackedFile(name, lambda: streams.unpacked(reading(file), Allowance(name, members.most)))
    elif file.name.lower().endswith(".zip"):
        raise SourceError(f"{name}: is no zip file; it may be cut off: export or download it again")
    else:
        yield PackedFile(name, file)


def _is_tar(file: Path, magic: bytes) -> bool:
    if is_packed(magic):
        return _TAR.search(file.name) is not None
    # A log that logrotate cut while a server wrote on begins with zeros, which the library takes for an empty archive.
    if not any(magic):
        return False
    with reading(file) as stream:
        return tarfile.is_tarfile(stream)


def _tar_members(file: Path, name: str, members: Members) -> Iterator[PackedFile]:
    allowance = Allowance(name, members.most)
    with _tar(file, allowance) as tar:
        for member in tar:
            stream = tar.extractfile(member) if member.isfile() and members.has(member.name) else None
            if stream is not None:
                part = shown(f"{name}/{member.name}")
                yield PackedFile(part, _tar_member(stream, allowance), is_member=True)
            elif member.isfile():
                members.pass_over(member.name)


@contextmanager
def _tar(file: Path, allowance: Allowance) -> Iterator[tarfile.TarFile]:
    """Open a tar archive to be read once; EOFError when the end of it, or of its compression, is not there."""
    with reading(file) as stream:
        is_bare = not is_packed(streams.magic(stream))
        with streams.unpacked(stream, allowance) as whole, tarfile.open(fileobj=whole, mode="r|") as tar:
            yield tar
            while whole.read(HEAD):
                pass
    if is_bare and not _ends_in_zeros(file):
        raise EOFError("the tar archive ends too early")


def _ends_in_zeros(file: Path) -> bool:
    with reading(file) as stream:
        stream.seek(-tarfile.BLOCKSIZE, io.SEEK_END)
        return not any(stream.read())


def _tar_member(stream: IO[bytes], allowance: Allowance) -> Callable[[], BinaryIO]:
    return lambda: streams.unpacked(cast("BinaryIO", stream), allowance)


def _zip_members(file: Path, name: str, members: Members) -> Iterator[PackedFile]:
    allowance = Allowance(name, members.most)
    with reading(file) as stream, zipfile.ZipFile(stream) as archive:
        infos = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
        Allowance(name, members.most).take(sum(info.file_size for info in infos if members.has(info.filename)))
        profile = next((archive.read(info) for info in infos if _is_profile(info)), b"")
        for info in infos:
            if members.has(info.filename):
                part = shown(f"{name}/{info.filename}")
                yield PackedFile(part, _zip_member(archive, info, allowance), profile, is_member=True)
            elif not _is_profile(info):
                members.pass_over(info.filename)


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, allowance: Allowance) -> Callable[[], BinaryIO]:
    """Open a member; what it holds packed counts as well as itself."""
    return lambda: streams.unpacked(streams.counted(cast("BinaryIO", archive.open(info)), allowance), allowance)


def _is_profile(info: zipfile.ZipInfo) -> bool:
    return Path(info.filename).name == "user.json" and info.file_size < HEAD
