"""Source files are found, unpacked and cleaned, so that the engine reads plain UTF-8 with one line feed a line.

A file that is plain already is read where it lies. Archives are unpacked member by member into a scratch folder;
a member or file that is cut off is an error, never a shorter history.
"""

import errno
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import zstandard

from generator.config import Config, Source
from generator.errors import ConfigError, SourceError
from generator.events import finding, sqlite
from generator.events.archives import Packed, shown, unpacked
from generator.events.plain import HEAD, IsDocument, clean, decoded

_DAMAGED = "it is damaged: export or download it again"
_FULL = {errno.ENOSPC, errno.EDQUOT}
_BROKEN = (tarfile.TarError, zlib.error, lzma.LZMAError, zstandard.ZstdError)


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the files of a source are opened: which members of an archive, in what encoding, and which are documents.

    A file that is no archive is passed over when its beginning tells that it is not wanted now. `asks` is the SELECT by
    which a SQLite file is read, if the format has one, `profile` the name of the file that says whose an export is.
    `passed_over` is told of an archive's other members.
    """

    members: str
    encoding: str | None
    is_document: IsDocument
    is_wanted: Callable[[str], bool] = lambda _head: True
    asks: str = ""
    profile: str = ""
    passed_over: Callable[[str], None] = lambda _member: None


@dataclass(frozen=True, slots=True)
class Opened:
    """A file or archive member that the engine can read at `path`; `file` is how messages call it."""

    file: str
    path: Path
    head: str  # its beginning, blank lines left out
    longest: int  # bytes that no line of it exceeds
    profile: bytes = b""
    rejects: tuple[tuple[int, str], ...] = ()
    tail: str = ""  # its last bytes


def found(config: Config, source: Source) -> list[Path]:
    """Find the files of a source, in order of their names; none at all is a ConfigError."""
    base, parts = finding.split(config.folder, source.path)
    literal = base.joinpath(*parts)
    try:
        if literal.is_file():
            return [literal]
        files = [file for file in finding.files(base, parts) if not _is_beside(file)]
        kind = "" if files else finding.kind(literal)
    except (OSError, ValueError) as error:
        fault = f"{error.filename}: {error.strerror}" if isinstance(error, OSError) else str(error)
        raise ConfigError(f"{shown(source.path)}: cannot be looked for: {shown(fault)}") from error
    if not files:
        fault = f"a folder; say {source.path.rstrip('/')}/*" if literal.is_dir() else kind or "no such file"
        raise ConfigError(f"{config.folder / source.path}: {fault} (`path:` is relative to config.yaml, or a glob)")
    return files


def named(config: Config, source: Source) -> Iterator[tuple[Path, str]]:
    """The files of a source, each with its name from the folder of config.yaml."""
    for file in found(config, source):
        is_below = file.is_relative_to(config.folder)
        yield file, shown((file.relative_to(config.folder) if is_below else file).as_posix())


def _is_beside(file: Path) -> bool:
    """Whether a file only lies beside another: macOS and SQLite leave such, and a build lists its rejects."""
    return file.name.startswith("._") or file.name.endswith(".rejects.csv") or sqlite.is_beside(file)


def opened(file: Path, name: str, wanted: Wanted, scratch: Path) -> Iterator[Opened]:
    """Open every part of a file, one after the other; a part's scratch copy is gone when the next is asked for.

    Raises SourceError for a file that cannot be read whole.
    """
    with _explained(name):
        for part in unpacked(file, name, wanted.members, wanted.passed_over):
            if not part.is_member and not wanted.is_wanted(_beginning(part, wanted.encoding)):
                continue
            with (
                sqlite.asked(part, wanted.asks, scratch) as said,
                clean(said.content, wanted.encoding, wanted.is_document, scratch) as plain,
                _reachable(plain.path, scratch) as path,
            ):
                profile = part.profile if part.is_member else _profile(file, wanted.profile)
                yield Opened(part.file, path, _head(path), plain.longest, profile, plain.rejects, _tail(path))


def beginnings(file: Path, name: str, wanted: Wanted) -> Iterator[tuple[str, str]]:
    """Give the name of every part of a file with its beginning; raises SourceError as `opened` does."""
    with _explained(name):
        for part in unpacked(file, name, wanted.members, wanted.passed_over):
            yield part.file, _beginning(part, wanted.encoding)


def profile_beside(file: Path, profile: str) -> Path | None:
    """Find what says whose a file of an unpacked export is: beside it, or beside the folder `listens` that it is in."""
    if not profile:
        return None
    folders = [file.parent, *(folder.parent for folder in file.parents[:2] if folder.name == "listens")]
    return next((path for folder in folders if (path := folder / profile).is_file()), None)


def _profile(file: Path, name: str) -> bytes:
    beside = profile_beside(file, name)
    return beside.read_bytes() if beside and beside.stat().st_size < HEAD else b""


@contextmanager
def _reachable(file: Path, scratch: Path) -> Iterator[Path]:
    """Give a file under a name that is text, as the engine wants it."""
    try:
        str(file).encode()
    except UnicodeEncodeError:
        with TemporaryDirectory(dir=scratch) as folder:
            link = Path(folder) / "file"
            link.symlink_to(file.absolute())
            yield link
    else:
        yield file


def _beginning(part: Packed, encoding: str | None) -> str:
    with part.content.open("rb") if isinstance(part.content, Path) else part.content() as stream:
        return decoded(stream.read(HEAD), encoding).lstrip()


@contextmanager
def _explained(name: str) -> Iterator[None]:
    """Tell which file it was, and what to do, of whatever the libraries raise."""
    try:
        yield
    except UnicodeError as error:
        raise SourceError(f"{name}: {error}; name its encoding with encoding: at this source") from error
    except LookupError as error:
        raise SourceError(f"{name}: {error}; encoding: takes names such as latin-1 and utf-16") from error
    except PermissionError as error:
        raise SourceError(f"{name}: cannot be read: its permissions do not let this user") from error
    except (EOFError, zipfile.BadZipFile, tarfile.ReadError) as error:
        raise SourceError(f"{name}: cannot be read: {error}; it may be cut off: export or download it again") from error
    except OSError as error:
        if error.errno is None:  # gzip's word for bytes that are none of its own
            raise SourceError(f"{name}: cannot be read: {error}; {_DAMAGED}") from error
        if error.errno in _FULL:
            raise  # the disk that it is unpacked to, not the source
        fault = "it is gone" if isinstance(error, FileNotFoundError) else error.strerror
        raise SourceError(f"{name}: cannot be read: {fault}") from error
    except _BROKEN as error:
        raise SourceError(f"{name}: cannot be read: {error}; {_DAMAGED}") from error
    except RuntimeError as error:  # zipfile's word for a password or a compression that it does not know
        raise SourceError(f"{name}: cannot be read: {error}; unpack it first") from error


def _head(path: Path) -> str:
    with path.open("rb") as stream:
        head = stream.read(HEAD).lstrip()
        while not head and (more := stream.read(HEAD)):
            head = more.lstrip()
    return head.decode("utf-8", "ignore")


def _tail(path: Path) -> str:
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - HEAD))
        return stream.read().decode("utf-8", "ignore")
